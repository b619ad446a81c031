"""What is written and said in contacts, texts and promises of the invented council: nobody's real words."""

from collections.abc import Mapping

VISITED = (
    "Visited at home. Looked through the college letter together and rang them about the start date.",
    "Flat is warm and tidy, meter topped up, food in. Two rings on the cooker do not work.",
    "Walked the dog together. Worried about a brother who has stopped answering.",
    "Home visit with the support worker. Went through the budget; rent is up to date.",
    "Visited. Has met the neighbours and slept well since the move.",
    "Went to the job centre together. The claim is sorted and the first payment is on the 14th.",
    "GP appointment together. New prescription, and a review in six weeks.",
    "Met at the hub for lunch. In good spirits, bidding has started.",
    "Met by the football pitch for ten minutes, all fine. Next match is on Thursday.",
    "Coffee in town. Wants help with a provisional licence.",
    "Visited. Boxes still unpacked. We put the bed together.",
    "Met before the review. Wants to chair the first part.",
    "Went to look round the training centre. Liked the workshop, not the bus ride.",
    "Visited. Quieter than usual, said work is long. We agreed to speak again this week.",
    "Took the forms for the housing register round and filled them in at the kitchen table.",
    "Met at college at the end of the day. Attendance is good, maths is hard.",
)
SPOKE = (
    "Spoke for twenty minutes. Shifts are going well.",
    "Rang after the interview: got the job, starts on Monday.",
    "Talked about the letter from court; the solicitor's number was passed on.",
    "Short call. Busy with the baby, asked me to ring again on Friday.",
    "Rang to say the boiler is mended.",
    "Spoke about Christmas and who will be where.",
    "Rang about the bus pass, which has come.",
    "Talked through the bursary and when it is paid.",
)
WROTE = (
    "Answered that all is well and asked for the hub's opening times.",
    "Answered with a photo of the new kitchen.",
    "Asked to move Thursday to the week after.",
    "Said the payment has arrived.",
    "Asked for the name of the college contact again.",
)
BY_LIFE: Mapping[str, tuple[str, ...]] = {
    "custody": (
        "Prison visit. The release plan is begun; wants to come back to Northmoor.",
        "Video call with the prison. Doing a catering course inside.",
        "Prison visit. Worried about losing the flat. Housing advice asked for.",
    ),
    "university": (
        "Settled in halls, missing home a bit.",
        "Talked about where to stay over the summer.",
        "Essay deadlines. The bursary has arrived.",
    ),
    "parent": (
        "Visited. Baby is well, the health visitor comes on Tuesdays.",
        "Talked about nursery places and going back to college.",
    ),
}
TRIED: Mapping[str, tuple[str, ...]] = {
    "call": ("Rang twice, no answer.", "Phone off.", "Rang, went to voicemail, left no message."),
    "text": ("Texted to ask for a good time. No reply yet.", "Message not answered."),
    "face_to_face": (
        "Called at the flat, nobody in. Left a card.",
        "Arranged to meet at the hub, did not come.",
        "Knocked, curtains drawn, a neighbour saw them yesterday.",
    ),
    "letter": ("Wrote with my new number and a time to meet.",),
}
THEIR_WORDS = (
    "First place that's mine. Quiet though.",
    "I'm all right, honest. Just tired.",
    "Can you come with me? I don't like going in there on my own.",
    "Best thing is nobody moved me this year.",
    "They keep asking me the same questions.",
    "I passed! Tell Jean.",
    "I don't want another new worker.",
    "The money never lasts till the end.",
    "I'm going to do the course, I've decided.",
    "My mum rang. Don't know how I feel.",
    "It's loud at night but I've got my headphones.",
    "I slept on a mate's sofa, don't make it a thing.",
    "You said you'd ring and you did.",
    "I want it in writing.",
    "I cooked for four people!",
    "Nobody at work knows. Keep it like that.",
    "I'm scared of the interview, not the job.",
    "She's walking now, look.",
    "I'll do it when I'm ready, not before.",
    "Feels like I can breathe since the letter came.",
    "I miss the dog more than anyone.",
    "Thursday's no good, it's training.",
    "I'm not angry with you.",
    "Two weeks and no drink. Write that down.",
)
WORRIES = (
    "Bruise on the arm that was not explained. Said it was football.",
    "Somebody else answered the door and stayed in the room throughout.",
    "Has lost weight and is not sleeping.",
    "Owes money to somebody and would not say who.",
    "Said they might as well not be here. Stayed until the crisis line had been rung together.",
)
# What was promised, and within how many days it was to be done.
PROMISES: tuple[tuple[str, int], ...] = (
    ("Send the bus pass form", 7),
    ("Look at the cooker with the landlord", 10),
    ("Ask the college about Friday prayers", 7),
    ("Find out about the second-year grant", 14),
    ("Book the driving theory test", 21),
    ("Bring the birth certificate form", 14),
    ("Ring the housing officer about the repair", 5),
    ("Ask about a bigger bed for the flat", 14),
    ("Put in for the setting-up money", 10),
    ("Go along to the first appointment", 28),
    ("Find the old school photographs", 30),
    ("Send the hub's timetable", 3),
    ("Explain page 2 of the letter, with an interpreter", 7),
    ("Ask Jean whether Sunday dinner is still on", 4),
    ("Check what happens to the rent when the course starts", 14),
    ("Write the reference for the flat", 7),
)
THEIR_PROMISES: tuple[tuple[str, int], ...] = (
    ("Bring the bank letter to the hub", 10),
    ("Ring the college back", 5),
    ("Keep the GP appointment", 12),
    ("Bid for two flats a week", 14),
)
BROKEN = (
    "Forgot, and said sorry. Promised again.",
    "The landlord would not agree; told them the same day.",
    "Off sick that week. A colleague did it late.",
)
NO_CONTACT = (
    "I've had workers since I was four. I want a year of nobody.",
    "Don't ring me. I know where you are.",
    "I'm not being rude but I'm done with all of it for now.",
    "Leave me be until after the baby.",
)
EFFORTS: Mapping[str, tuple[str, ...]] = {
    "own_number": ("Rang at 12, at 5 and at 8. Rings out.", "Number not in service."),
    "other_ways": ("Wrote on the app and by e-mail. Not read.",),
    "letter": ("A card, by hand, with my number on it.",),
    "visit": ("Knocked twice. Post in the hall is not picked up.", "A neighbour saw them on Sunday."),
    "network": ("Has not heard since last month. Would ring if they did.",),
    "colleagues": ("The hub saw them three weeks ago, well and in a hurry.",),
    "housing": ("Rent is being paid. No complaints.",),
    "benefits": ("The jobcentre lead will pass on that we would like to hear from them.",),
    "health": ("The surgery will pass a message on.",),
}
HOME_NOW: Mapping[str, tuple[str, ...]] = {
    "U": ("Has kept the flat for over a year and rent is up to date.", "Moved into the flat in spring and likes it."),
    "D": ("Lives in supported accommodation and gets on with the keyworker.",),
    "Z": ("Stays put with former foster carers and would like to until 21.",),
    "B": ("Lives with family; it is crowded but warm.",),
    "X": ("Is in custody. A home for the day of release is not settled.",),
    "S": ("Has no fixed place and sleeps at friends'.",),
    "": ("Home is settled for now.", "Would like to move nearer to work."),
}
DOING_NOW: Mapping[str, tuple[str, ...]] = {
    "F1": ("Second year at university, passing everything.",),
    "F2": ("At college four days a week; maths is the hard one.",),
    "F4": ("Doing an apprenticeship and trusted with more each month.",),
    "F5": ("Works full time, early shifts.",),
    "G4": ("Not well enough to work at the moment; seeing the GP.",),
    "G5": ("Not in work or education, and says the days are long.",),
    "G6": ("At home with a small child.",),
    "": ("Has part-time work at the weekend.", "Has two interviews next week."),
}
WORRY_NOW = (
    "Money runs out before the month does.",
    "Sleeps badly.",
    "Misses a brother who was adopted.",
    "Doing well, and proud of it.",
    "Nothing else to worry about at the moment.",
    "The letter from the Home Office has been confusing.",
    "Friends come first, appointments second.",
)
# What they texted, and what was answered.
TEXTS: tuple[tuple[str, str], ...] = (
    ("is it 2 or half 2 tmrw", "2 o'clock at the hub. See you there."),
    ("new number this is me", "Thank you, saved it. The old one is gone from your record."),
    ("got the job!!!!", "That is brilliant news. Well done! When do you start?"),
    ("can u send me that link again", "Sent it to your e-mail just now."),
    ("bus is late gonna be 10 min", "No problem, I'm here."),
    ("what do I do w the council tax letter", "Don't pay it yet. Send me a photo, you may not have to."),
    ("do I still get the xmas money", "Yes. It is paid in the second week of December."),
)
WAITING = (
    "can we do the hub instead of school for my review",
    "cooker not working, is that me or landlord?",
    "can you ring me after 4 pls",
    "they said my card got declined idk why",
    "is my bus pass coming",
    "need to talk to someone about my flat",
    "u about?",
)
WHAT_WORKS = (
    "Text first, then ring. Walks are better than offices.",
    "Say what will happen and when. Write it down.",
    "Ask about the dog. Come on your own the first time.",
    "Afternoons. Bring the forms already filled in as far as you can.",
)
WHAT_TO_AVOID = (
    "Turning up unannounced. Talking about mum in front of others.",
    "Long letters. Two workers at once.",
    "Ringing before ten: works nights.",
    "Promising what is not yours to promise.",
)
UNKNOWN_TEXTS = (
    ("hi its T new number can u ring me", "nobody"),
    ("is this still alex? need help with a form", "nobody"),
    ("running late sorry", "several"),
)
EXCEPTIONS = (
    "She asked to meet the new adviser who starts in January rather than one for six weeks.",
    "Moves to another county next month; their team takes over and will appoint.",
)
