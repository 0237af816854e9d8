"""What do staff do? They set up services, plan and open cycles, and read results."""
