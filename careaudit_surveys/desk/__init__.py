"""What do staff do? They set up services, open cycles, read results and follow up alerts."""
