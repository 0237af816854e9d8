"""Every line we say ourselves, by name, in English source ready for catalogues.

A name may have a shorter form for text messages, `NAME.sms`, a form for people who said they
are deaf, `NAME.deaf`, and one for an audience, as in `opening.relative`. Gaps in {braces} are
filled from the service and the turn. All are held to the reading age and to two message parts.
"""

from __future__ import annotations

PHRASES: dict[str, str] = {
    # Agreement. "No" is final; "not now" keeps the door open.
    "opening": (
        "Hello. We want to know what your care is like. It takes about 10 minutes. "
        "You can stop at any time. Your care will stay the same. What you say is private. "
        "If someone is hurting you, tell us. We may need to tell someone who can help. "
        "Shall we start?"
    ),
    "opening.relative": (
        "Hello. We want to know what care is like for your relative. It takes about 10 minutes. "
        "You can stop at any time. Their care will stay the same. What you say is private. "
        "If someone is being hurt, tell us. We may need to tell someone who can help. "
        "Shall we start?"
    ),
    "opening.staff": (
        "Hello. We want to know what your work here is like. It takes about 5 minutes. "
        "You can stop at any time. What you say is private. "
        "If someone is being hurt, tell us. We may need to tell someone who can help. "
        "Shall we start?"
    ),
    "opening.leader": (
        "Hello. Here are some questions about your care audit. They take about 10 minutes. "
        "You can stop at any time and come back. Your answers go to the quality lead. "
        "If someone is being hurt, tell us. We may need to tell someone who can help. "
        "Shall we start?"
    ),
    "who.sms": (
        "Hello from {service}. Replies cost your usual rate. "
        "Text STOP to end. Text HELP for a person."
    ),
    "who.terminal": "Send HELP at any time to talk to someone. Send STOP to end.",
    "consent-sitting": "Thank you. That is a good part done. Shall we go on?",
    "consent-later": "Hello again. We were asking about care. Is it OK to go on?",
    "consent-returned": "Welcome back. Your answers are safe. Shall we go on?",
    "consent-disclosure": "Do you want to go on with the other questions?",
    "consent-easier": (
        "We have some questions about care. You choose if you want to answer. Shall we start?"
    ),
    "consent-needed": "First, please tell me if we may start.",
    "declined": "That is fine. Thank you for telling me. Your care will stay the same.",
    "no-agreement": (
        "I did not get that, so I will leave it for now. Send START if you want to begin."
    ),
    "paused": "We can stop here for now. Your answers are safe. Send START when you want to go on.",
    "still-paused": "We are taking a break. Send START when you want to go on.",
    # What would make it easier, and who helped.
    "needs": "Is there anything that would make this easier for you?",
    "needs-more": "You can pick more than one, or tell me in your own words.",
    "needs-kept": "Thank you. I have made a note of that.",
    "warmup-1": "Let us try one first. Do you like tea?",
    "warmup-2": "One more. How is the weather?",
    "helper": "Did anyone help you answer?",
    "help": "How did they help?",
    # Understanding each other.
    "did-you-mean": 'Did you mean "{label}"?',
    "did-you-mean-command": "Did you mean {command} to {effect}?",
    "did-you-mean-earlier": 'Is that for the question before? I can change it to "{label}".',
    "which-one": "I heard more than one answer. Please pick one.",
    "unclear": "Sorry, I did not get that. Let me ask in another way.",
    "unclear-again": "Sorry, I still did not get that. Here is what you can send.",
    "moved-on": "That is fine. We will leave that one and go on.",
    "cannot-see": "I cannot see pictures yet. Please type, or send HELP to ask for a call.",
    "cannot-listen": "I cannot listen yet. Please type, or send HELP to ask for a call.",
    "cannot-open": "I cannot open that yet. Please type, or send HELP to ask for a call.",
    "too-long": "That is a long message. I have kept it for a person to read.",
    "old-button": "That button is from before.",
    "say-number": "Please send a number from {minimum} to {maximum}.",
    "pick-several": "You can pick more than one.",
    "own-words": "You can say as much or as little as you like. Send SKIP to leave it.",
    "own-words.sms": "Text SKIP to leave it.",
    "no-names": "Please don't use names.",
    "send-one": "Please send {keys}.",
    "key-for-label": "{key} for {label}",
    # Commands.
    "help-line": (
        "This is the care survey of {service}. If you are worried, ring {number}. "
        "If you are in danger, ring 999. To talk about harm, ring {safeguarding}. "
        "Send CALL ME to be rung. Send STOP to end."
    ),
    "human": "You can talk to a person. Ring {number}. If you are in danger now, ring 999.",
    "callback": "Shall someone ring you? We will pass on your name and number.",
    "will-ring": "Someone will ring you. It may be the next working day.",
    "will-not-ring": "That is fine. You can ask for a call at any time.",
    "offer-person": "Do you want to talk to someone? Send HELP at any time.",
    "no-link": "I cannot send a link yet. We can go on here.",
    "languages": "I only speak English so far. Send HELP to talk to a person.",
    "first-question": "This is the first question. There is nothing before it.",
    "no-easier": "I have no easier words for this one. Here it is again.",
    "stopped": (
        "OK. I will send no more messages. I keep the answers you gave. "
        "Send DELETE to erase them. Send START to come back."
    ),
    "wrong": "Sorry about that. I have removed this number. I will send no more messages.",
    "deleted": "I have erased your answers. I will send no more messages.",
    "restarted": "Welcome back.",
    "reminder": "This is a reminder. There are some questions left.",
    # When someone tells of harm. Never ask for more; never promise secrecy.
    "harm": (
        "Thank you for telling me. You have done the right thing. "
        "If you are in danger now, ring 999. To talk to someone today, ring {safeguarding}. "
        "Someone we trust will read this."
    ),
    "wish-to-die": (
        "I am sorry you feel this way. You can ring Samaritans free on 116 123, at any time. "
        "If you are in danger now, ring 999. Someone we trust will read this."
    ),
    "medical": "If this is urgent, ring 999 now. For other health help, ring 111.",
    "look-into": "Thank you. Someone will look into this.",
    "deaf-999": "You can text 999 if you have signed up. You can use Relay UK or BSL 999.",
    # Reading back, and the end.
    "review-heading": "Here is what you told me.",
    "review": "Are you happy with your answers?",
    "review.sms": "Those are all my questions. Are you happy with your answers?",
    "review-which": "Which answer shall we change? Send its number.",
    "review-no-such": "There is no answer with that number.",
    "closing": (
        "Thank you. We will tell you what we find by {date} and what will change. "
        "If you are worried about anything, ring {number}."
    ),
    "already-finished": (
        "We have finished. Thank you for your answers. Send BACK to change one, or HELP for help."
    ),
    "already-declined": "You said no, and that is fine. Send START if you want to begin.",
    "already-ended": "We have stopped here. Send START if you want to go on.",
    # Small words used inside messages.
    "progress": "Question {number} of {total}",
    "progress-about": "About {left} more",
    "so-far": 'You said: "{label}".',
    "skipped": "left out",
    "yes": "Yes",
    "no": "No",
    "skip": "Leave this one",
    "talk-to-someone": "Talk to someone",
}

OPTION_LABELS: dict[str, str] = {
    "consent:yes": "Yes, start",
    "consent-on:yes": "Yes, go on",
    "consent:not_now": "Not now",
    "consent:no": "No",
    "consent-on:no": "No, stop here",
    "needs:none": "No, I am fine",
    "needs:easy_read": "Easy words",
    "needs:large_print": "Big print",
    "needs:audio": "Read it to me",
    "needs:language": "My language",
    "needs:helper": "Someone to help",
    "needs:phone": "A phone call",
    "needs:bsl": "Sign language",
    "warmup-1:a_lot": "A lot",
    "warmup-1:a_little": "A little",
    "warmup-1:not_at_all": "Not at all",
    "warmup-2:nice": "Nice",
    "warmup-2:in_between": "In between",
    "warmup-2:bad": "Bad",
    "helper:no_one": "No one",
    "helper:family": "Family",
    "helper:friend": "Friend",
    "helper:advocate": "Advocate",
    "helper:staff_care": "Staff who care for me",
    "helper:staff_other": "Other staff",
    "help:read": "Read it to me",
    "help:talked": "Talked it over",
    "help:wrote": "Wrote it for me",
    "help:translated": "Put it in my language",
    "help:answered": "Answered for me",
    "review:yes": "Yes, that is right",
    "review:change": "Change one",
    "review:read": "Read them to me",
}

COMMAND_EFFECTS: dict[str, str] = {
    "stop": "end messages",
    "help": "get help",
    "back": "go back",
    "skip": "leave this one",
    "repeat": "hear it again",
    "easier": "hear it in easier words",
    "pause": "take a break",
    "language": "change the language",
    "human": "talk to a person",
    "link": "get a link",
    "start": "start again",
    "wrong": "say this is a wrong number",
    "delete": "erase your answers",
    "not_safe": "say you are not safe",
}
