"""What young people and workers say in the invented council: many voices, nobody's real words."""

WHAT_MATTERS: tuple[str, ...] = (
    "My sister. If you ring me, ask how she is first.",
    "Having my own front door key and nobody moving me again.",
    "I want to be a paramedic. I know it's a long road.",
    "Football on Thursdays. Please don't book meetings over it.",
    "Being told things straight. I'd rather know than guess.",
    "Nan. She did more for me than anybody and she's getting on now.",
    "My dog Biscuit. Wherever I live, Biscuit lives.",
    "Passing my driving test so I can get to work without three buses.",
    "Prayer, and somewhere quiet to do it.",
    "That you don't stop texting just because I go quiet.",
    "My daughter having what I didn't.",
    "Cooking. I can make my mum's jollof from memory and I'm proud of that.",
    "Getting my papers, then I can breathe.",
    "Music. I've got a keyboard now and I practise every night.",
    "Seeing my brothers at weekends, all of us together, not one at a time.",
    "I like things written down. I forget when people just tell me.",
    "Staying with Jean and Bill. That's home.",
    "Being asked, not told.",
    "My art. I've filled eleven sketchbooks.",
    "College. First one in my family.",
    "Not having to tell my story again to someone new.",
    "The gym keeps my head right.",
    "My language. I don't want to lose it here.",
    "Having a garden one day. I grow chillies on the windowsill.",
    "My little cousins think I'm famous because I work at the cinema. That matters.",
    "Sleep. If I've slept, I can do most things.",
    "I want to find out about my dad, when I'm ready, with someone beside me.",
    "Money in my own account that I saved myself.",
    "Horses. I volunteer at the stables and they trust me with the difficult ones.",
    "My friends from the children's home. They're my family, really.",
    "Getting into uni and staying there when it's hard.",
    "Being on time. I hate being late and I hate people being late for me.",
    "My faith and my choir.",
    "Having someone who remembers my birthday without a computer telling them.",
    "Doing well at my apprenticeship. Gary says I've got good hands.",
    "Keeping my flat nice. I painted the kitchen yellow.",
    "My mental health. Some weeks are better than others and that's OK.",
    "That people say my name properly.",
    "Cricket. Eid with my friends. Calling my mother on Fridays.",
    "Being believed.",
    "Learning to read better without anyone making a thing of it.",
    "My baby girl, due in spring.",
    "Fishing with my old foster dad. We don't talk much, it's perfect.",
    "Getting back in touch with my brother who was adopted.",
    "Somewhere with fast internet. My whole social life is online and that's real to me.",
    "I'd like to work with children in care one day and do it right.",
    "My photos from when I was small. I've only got six.",
    "Boxing. Coach Denise has known me since I was twelve.",
    "Having a plan for Christmas Day.",
    "I want people to know I'm funny. It's not in any report.",
    "Keeping off the stuff. Eight months now.",
    "To see my country again one day, safely.",
    "My grandad's allotment. I've got the end plot.",
    "Being near the sea.",
    "Choosing who comes to my meetings.",
    "Books. The library in town lets me take fifteen.",
    "My hair. It took years to find someone who knows how to do it.",
    "Not being in a rush. I take my time and I get there.",
    "That my social worker said sorry when she got it wrong.",
    "Getting my GCSE maths. Fourth time lucky.",
    "Fixing bikes. I've fixed half the street's.",
    "My mum, even though it's complicated.",
    "Halal food in the house and nobody making a face.",
    "Having a spare room so my sister can stay.",
    "Being left alone on bad days and checked on the day after.",
    "Drama group. On stage I'm not shy.",
    "Work. I don't like sitting still.",
    "The same adviser. Please try.",
    "Walking. I've done every path on the moor.",
    "To be an electrician with my own van, my name on the side.",
    "My cat came from the rescue, same as me.",
    "A job where they don't know I was in care unless I tell them.",
    "That my things come with me in proper bags.",
    "Being a good uncle.",
    "I want to learn sign language properly because my best mate is deaf.",
    "Knowing what I'm entitled to before I need it.",
    "Quiet. I've lived in a lot of loud houses.",
    "Sunday dinners at Pauline's. I'm still invited and I always go.",
    "Dance. I teach the little ones on Saturdays.",
    "My independence, and someone on the end of the phone.",
)
READING_NOTES = (
    "Prefers voice notes to letters",
    "Dyslexic: short messages, no columns",
    "Likes to read things first, then talk",
    "Reads Arabic well, English with help",
    "Large print, please",
)
DISABILITY_NOTES = (
    "Autistic; needs to know what will happen beforehand",
    "Hearing loss in the left ear, wears an aid",
    "Learning disability; has an education, health and care plan",
    "Epilepsy, carries rescue medicine",
    "ADHD; morning appointments are missed, afternoons are kept",
    "Wheelchair user; needs step-free meetings",
)
VISITING_NOTES = (
    "Two workers until the dog has met you.",
    "Do not visit on the estate after dark; meet at the hub.",
    "Ring first: does not open the door to people they don't expect.",
    "Ex-partner may be at the address. Check by phone before going in.",
)
SAFE_NOTES = (
    "No letters with the council's name on: post is shared.",
    "Text only. Someone else answers calls.",
    "Don't leave voicemail.",
)
REQUEST_WORDS = (
    "Asked for help with rent arrears and would like an adviser again.",
    "Rang the duty line: losing the tenancy, wants support.",
    "Wants an adviser while the baby is small.",
    "Asked for help with a course and the childcare for it.",
    "Just out of custody, wants someone to talk to about a home.",
    "Would like to see their records and have someone there.",
)
REFUSAL_WORDS = (
    "Doing fine, thank you. Knows the number.",
    "Said no thanks, has her own family now and is happy.",
    "Does not want an adviser. Asked not to be rung at work.",
    "Said maybe next year.",
)
PROGRAMMES = (
    "BA Social Work, second university year",
    "BSc Computer Science",
    "Access to nursing",
    "Level 3 electrical installation",
    "HND sport coaching",
    "BA Illustration",
    "Degree apprenticeship in civil engineering",
    "Level 2 catering, returning after a break",
)
NETWORK_WORDS = {
    "parent": ("We talk most weeks.", "There are good days and bad days.", "It's better on the phone."),
    "sibling": ("We look after each other.", "Knows me best.", "Adopted by another family. We write."),
    "relative": ("Brought me up till I was six.", "Always picks up.", "Sunday dinners."),
    "former_carer": ("I still call it home.", "Taught me to cook.", "Five years, never gave up on me."),
    "friend": ("Since Year 7.", "From the children's home.", "We share everything."),
    "partner": ("We've been together a year.", "We live together now."),
    "professional": ("The only one I told.", "Strict, but fair."),
}
EMERGENCY_REASONS = (
    "Rang the duty desk from a hospital ward at night; the adviser's phone is off and we need the allergies.",
)
# Decisions on contested courses: the status and section of law put forward for someone under 18 and from 18, and why.
DECISIONS = {
    "left_on_the_16th_birthday": (
        ("relevant", "s23A(2)"),
        ("former_relevant", "s23C(1)(a)"),
        (
            "Left on the 16th birthday at half past four in the afternoon, after breakfast and school in placement. Legal "
            "advice of the 3rd: treat as having been looked after at 16."
        ),
    ),
    "in_custody_after_a_gap": (
        ("relevant", "reg3"),
        ("former_relevant", "s23C(1)(a)"),
        (
            "The days between going home and the remand were a breakdown in progress, social worker visiting daily. "
            "We treat detention as following care immediately."
        ),
    ),
    "accommodated_under_section_17": (
        ("qualifying", "s24(1B)"),
        ("qualifying", "s24(1B)"),
        (
            "The assessment of that week describes a homeless 16 year old with nobody to care for them. Section 20 "
            "should have been offered."
        ),
    ),
    "special_guardian_at_16": (
        ("qualifying", "s24(1A)"),
        ("qualifying", "s24(1A)"),
        "The guardian and the young person both say that they want support as a qualifying person, no more.",
    ),
}
ALLOCATION_REASONS = (
    "Adviser left the service",
    "Moved to another team",
    "The young person asked for a change",
    "Team reorganised",
)
