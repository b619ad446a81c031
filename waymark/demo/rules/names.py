"""Names, languages and beliefs of an English county's young people, by heritage; all combinations are chance."""

from dataclasses import dataclass, field

from waymark.demo.rules.dice import Dice


@dataclass(frozen=True, slots=True)
class Heritage:
    """Where names come from. `ethnic` are SSDA903 codes with weights; `in_script` maps a first name to its own script."""

    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]
    ethnic: dict[str, float]
    languages: dict[str, float] = field(default_factory=lambda: {"English": 1.0})
    religions: dict[str, float] = field(default_factory=lambda: {"": 1.0})
    in_script: dict[str, str] = field(default_factory=dict)


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH = Heritage(
    girls=_names(
        "Amelia Olivia Chloe Ellie Megan Jade Paige Lacey Courtney Demi Skye Ruby Grace Lily Freya Imogen Molly Caitlin "
        "Bethany Keira Shannon Leah Abbie Tia Macy Evie Poppy Daisy Rosie Libby Summer Scarlett Alisha Kayleigh Casey "
        "Eleanor Harriet Niamh Tegan Maisie Erin Holly Faith Hope Amber Jasmine Georgia Millie Isla Mia"
    ),
    boys=_names(
        "Jack Callum Kieran Liam Connor Tyler Riley Mason Logan Jayden Brandon Ryan Nathan Luke Ethan Josh Harry Alfie "
        "Charlie Kyle Reece Aaron Dylan Owen Finley Archie Toby Corey Declan Jordan Billy Bradley Ellis Leon Zac Cameron "
        "Lewis Ben Sam Joe Tom Dan Max Jake Harvey Morgan Rhys Taylor Kai Jamie"
    ),
    surnames=_names(
        "Ashworth Barlow Birtwistle Bradshaw Brierley Butterworth Catterall Clegg Cross Crossley Duckworth Eastham Entwistle "
        "Fairclough Farrow Fielding Garner Gill Greenwood Halstead Hargreaves Hartley Haworth Heyes Hindle Holden Holt "
        "Iddon Ingham Kay Kenyon Kershaw Lord Marsden Mather Nuttall Ogden Pickup Pilkington Proctor Ramsbottom Rawcliffe "
        "Rigby Riley Rothwell Sagar Schofield Sharples Shaw Singleton Slater Sutcliffe Tattersall Thornber Walmsley Ward "
        "Watson Whitaker Whittle Wilkinson Woodruff Wright Smith Jones Taylor Brown Evans Hughes Lewis Price Owen"
    ),
    ethnic={"WBRI": 94, "WOTH": 3, "NOBT": 1, "REFU": 2},
    religions={"": 70, "Church of England": 12, "Roman Catholic": 8, "No religion": 10},
)
MIXED = Heritage(
    girls=_names("Aaliyah Jasmine Tiana Kiara Maya Zara Naomi Renee Alicia Bianca Tamara Sienna Amara Leila Kezia"),
    boys=_names("Jerome Marcus Tyrese Theo Elijah Isaac Dante Kian Malachi Zion Reuben Micah Andre Joel Noah"),
    surnames=_names(
        "Bennett Campbell Clarke Davis Francis Grant Holt Johnson Lewis Marsh Morgan Okoro Palmer Reid Shah"
    ),
    ethnic={"MWBC": 40, "MWBA": 20, "MWAS": 22, "MOTH": 18},
    religions={"": 70, "Christian": 20, "Muslim": 10},
)
PAKISTANI = Heritage(
    girls=_names("Aisha Fatima Maryam Zainab Hafsa Iqra Sana Amina Mehreen Noor Saira Khadija"),
    boys=_names("Hamza Bilal Usman Ibrahim Zain Adeel Haris Imran Yusuf Faisal Saad Kashif"),
    surnames=_names("Akhtar Ahmed Ali Hussain Iqbal Khan Mahmood Malik Mirza Qureshi Rashid Shah"),
    ethnic={"APKN": 1},
    languages={"English": 70, "Urdu": 18, "Punjabi": 12},
    religions={"Muslim": 95, "": 5},
    in_script={"Noor": "نور", "Bilal": "بلال", "Maryam": "مریم"},
)
BANGLADESHI = Heritage(
    girls=_names("Nusrat Sadia Tahmina Farzana Sumaiya Jannat Ruma Shirin"),
    boys=_names("Rafiq Tanvir Sajid Nahid Shahin Imtiaz Rakib Jubair"),
    surnames=_names("Begum Miah Uddin Chowdhury Rahman Islam Hoque Ahmed"),
    ethnic={"ABAN": 1},
    languages={"English": 70, "Bengali": 15, "Sylheti": 15},
    religions={"Muslim": 1.0},
)
INDIAN = Heritage(
    girls=_names("Priya Anjali Kavita Simran Jaspreet Meera Nisha Harleen"),
    boys=_names("Arjun Rohan Gurpreet Nikhil Harjit Kiran Sunil Manveer"),
    surnames=_names("Patel Singh Kaur Sharma Mistry Desai Gill Dhillon"),
    ethnic={"AIND": 1},
    languages={"English": 80, "Gujarati": 10, "Punjabi": 10},
    religions={"Hindu": 50, "Sikh": 40, "": 10},
)
AFRICAN = Heritage(
    girls=_names("Adaeze Blessing Chioma Efua Grace Ifeoma Ngozi Precious Tendai Wanjiru Yetunde Rutendo"),
    boys=_names("Chidi Emeka Kwame Kofi Obinna Segun Tunde Tinashe Babajide Ebenezer Kelechi Sipho"),
    surnames=_names("Adeyemi Achebe Boateng Chukwu Danso Eze Mensah Moyo Ndlovu Nwosu Okafor Oluwole Osei"),
    ethnic={"BAFR": 1},
    religions={"Christian": 80, "Muslim": 10, "": 10},
)
CARIBBEAN = Heritage(
    girls=_names("Shanice Keisha Abigail Rianna Destiny Nevaeh Monique Jodie"),
    boys=_names("Dwayne Romario Devonte Kemar Leroy Tristan Jahmal Curtis"),
    surnames=_names("Beckford Brown Campbell Gayle Francis Grant Powell Walters"),
    ethnic={"BCRB": 85, "BOTH": 15},
    religions={"Christian": 60, "": 40},
)
POLISH = Heritage(
    girls=_names("Zuzanna Maja Oliwia Wiktoria Natalia Kinga Aleksandra"),
    boys=_names("Kacper Jakub Szymon Filip Oskar Mateusz Dawid"),
    surnames=_names("Kowalska Nowak Wójcik Lewandowski Zieliński Kamińska Szymański Dąbrowska"),
    ethnic={"WOTH": 1},
    languages={"Polish": 50, "English": 50},
    religions={"Roman Catholic": 70, "": 30},
)
ROMA = Heritage(
    girls=_names("Denisa Vanesa Samanta Kristina Larisa Roxana"),
    boys=_names("Patrik Denis Rikardo Florin Ionut Marian"),
    surnames=_names("Horváth Balog Gabor Lakatos Danko Kotlár Ciurar Miklos"),
    ethnic={"WROM": 1},
    languages={"Romani": 40, "Slovak": 25, "Romanian": 20, "English": 15},
    religions={"Christian": 60, "": 40},
)
TRAVELLER = Heritage(
    girls=_names("Margaret Bridget Kathleen Shanie Winnie Theresa"),
    boys=_names("Martin Patrick Johnny Tommy Francie Simon"),
    surnames=_names("Connors Cash Doherty Joyce Lee Maughan McDonagh Purcell"),
    ethnic={"WIRT": 70, "WIRI": 30},
    religions={"Roman Catholic": 1.0},
)
CHINESE = Heritage(
    girls=_names("Mei Li-Wen Xiu Jing"),
    boys=_names("Wei Jun Ming Hao"),
    surnames=_names("Chen Lin Wang Zhang Huang"),
    ethnic={"CHNE": 1},
    languages={"Cantonese": 30, "Mandarin": 40, "English": 30},
    in_script={"Mei": "美", "Jun": "俊"},
)
LIVED_HERE: dict[str, tuple[Heritage, float]] = {
    "english": (ENGLISH, 76),
    "mixed": (MIXED, 8),
    "pakistani": (PAKISTANI, 4),
    "bangladeshi": (BANGLADESHI, 1.2),
    "indian": (INDIAN, 1.3),
    "african": (AFRICAN, 2.4),
    "caribbean": (CARIBBEAN, 1.5),
    "polish": (POLISH, 2.4),
    "roma": (ROMA, 1.6),
    "traveller": (TRAVELLER, 1.2),
    "chinese": (CHINESE, 0.4),
}

AFGHAN = Heritage(
    girls=_names("Zahra Parwana Laila Shabnam"),
    boys=_names("Ahmad Jawad Mustafa Noorullah Rahmatullah Samiullah Zabihullah Ihsanullah Farhad Wahid"),
    surnames=_names("Ahmadzai Hotak Karimi Mohammadi Noorzai Rahimi Safi Stanikzai Zadran Popalzai"),
    ethnic={"AOTH": 80, "OOTH": 20},
    languages={"Pashto": 60, "Dari": 40},
    religions={"Muslim": 1.0},
    in_script={"Ahmad": "احمد", "Jawad": "جواد", "Zahra": "زهرا", "Farhad": "فرهاد"},
)
ERITREAN = Heritage(
    girls=_names("Selam Feven Helen Rahel Winta Semhar"),
    boys=_names("Abel Biniam Filmon Hermon Natnael Robel Yonas Mebrahtu"),
    surnames=_names("Tesfay Gebremedhin Haile Kidane Berhane Woldemariam Tekle Ghebreyesus"),
    ethnic={"BAFR": 1},
    languages={"Tigrinya": 90, "Amharic": 10},
    religions={"Orthodox Christian": 85, "Muslim": 15},
    in_script={"Selam": "ሰላም", "Abel": "ኣቤል"},
)
SUDANESE = Heritage(
    girls=_names("Amna Hiba Rania"),
    boys=_names("Abdelrahman Adam Ismail Khalid Mohamed Musa Omer Yasir Suleiman"),
    surnames=_names("Abdalla Adam Ahmed Eltayeb Haroun Ibrahim Osman Yagoub Abakar"),
    ethnic={"BAFR": 70, "OOTH": 30},
    languages={"Arabic": 85, "Fur": 10, "Zaghawa": 5},
    religions={"Muslim": 1.0},
    in_script={"Khalid": "خالد", "Omer": "عمر", "Yasir": "ياسر", "Hiba": "هبة"},
)
KURDISH = Heritage(
    girls=_names("Rojin Shilan Avin Dilnaz"),
    boys=_names("Aram Diyar Hawkar Rebin Sarkawt Karwan Zana Shvan Ramyar"),
    surnames=_names("Karim Hassan Mahmoud Rasul Amin Qadir Salih Rostami Moradi"),
    ethnic={"OOTH": 85, "WOTH": 15},
    languages={"Kurdish Sorani": 90, "Farsi": 10},
    religions={"Muslim": 80, "": 20},
    in_script={"Aram": "ئارام", "Karwan": "کاروان", "Rojin": "ڕۆژین"},
)
ALBANIAN = Heritage(
    girls=_names("Arta Elira Besa"),
    boys=_names("Ardit Besnik Klodian Endri Fatjon Gentian Kujtim Erjon"),
    surnames=_names("Hoxha Shehu Prifti Gjoka Dervishi Leka Marku Kola"),
    ethnic={"WOTH": 1},
    languages={"Albanian": 1.0},
    religions={"Muslim": 50, "Roman Catholic": 20, "": 30},
)
VIETNAMESE = Heritage(
    girls=_names("Linh Thuy Huong Mai Ngoc"),
    boys=_names("Duc Minh Quang Tuan Hieu Long"),
    surnames=_names("Nguyen Tran Pham Hoang Vu Dang"),
    ethnic={"AOTH": 1},
    languages={"Vietnamese": 1.0},
    religions={"Buddhist": 30, "Roman Catholic": 20, "": 50},
)
SYRIAN = Heritage(
    girls=_names("Rima Yasmin Salma"),
    boys=_names("Anas Fadi Hazem Majd Nizar Qusay"),
    surnames=_names("Al-Hariri Darwish Haddad Khoury Sabbagh Al-Jassem"),
    ethnic={"OOTH": 1},
    languages={"Arabic": 90, "Kurdish Kurmanji": 10},
    religions={"Muslim": 85, "Christian": 15},
    in_script={"Majd": "مجد", "Salma": "سلمى", "Anas": "أنس"},
)
ARRIVED: dict[str, tuple[Heritage, float]] = {
    "afghan": (AFGHAN, 24),
    "eritrean": (ERITREAN, 17),
    "sudanese": (SUDANESE, 20),
    "kurdish": (KURDISH, 20),
    "albanian": (ALBANIAN, 8),
    "vietnamese": (VIETNAMESE, 7),
    "syrian": (SYRIAN, 4),
}
HERITAGES: dict[str, Heritage] = {key: heritage for key, (heritage, _) in {**LIVED_HERE, **ARRIVED}.items()}

# A page must hold these too: names longer than any column, and names that are one word.
LONG_NAMES = (
    ("Alexandrina Persephone Wilhelmina", "Featherstonehaugh-Cholmondeley-Warburton"),
    ("Oluwaseun Oluwadamilola Ayomide", "Adebayo-Ogunlesi Oluwatosin"),
    ("Maximilian Bartholomew Fitzgerald", "Ravensworth-Abercrombie-Thistlethwaite"),
)
SHORT_FORMS: dict[str, str] = {
    "Amelia": "Millie",
    "Bethany": "Beth",
    "Megan": "Meg",
    "Eleanor": "Ellie",
    "Georgia": "Gee",
    "Alisha": "Lish",
    "Kayleigh": "Kay",
    "Jasmine": "Jas",
    "Connor": "Con",
    "Nathan": "Nate",
    "Cameron": "Cam",
    "Brandon": "Bran",
    "Bradley": "Brad",
    "Mohamed": "Mo",
    "Mustafa": "Mus",
    "Zabihullah": "Zabi",
    "Samiullah": "Sami",
    "Rahmatullah": "Rahmat",
    "Noorullah": "Noor",
    "Abdelrahman": "Abdo",
    "Elijah": "Eli",
    "Isaac": "Zac",
    "Aaliyah": "Liyah",
    "Precious": "Presh",
    "Aleksandra": "Ola",
    "Jakub": "Kuba",
    "Wiktoria": "Wiki",
    "Theresa": "Tess",
    "Margaret": "Mags",
}
CHOSEN_NAMES = ("Ash", "River", "Robin", "Alex", "Rowan", "Quinn", "Sky", "Charlie", "Kit", "Remi", "Indigo", "Jules")
STAFF_FIRST = _names(
    "Angela Hamid Priti Siobhan Gareth Lorraine Yasmin Dean Marcia Tom Nadia Colin Farida Ruth Stuart Janine Ade Moira "
    "Keith Shabana Helen Craig Oluchi Pauline Raj Denise Martin Samina Lisa Andrew Femi Carol Nasreen Wayne Joanne Karl "
    "Tracey Imtiaz Wendy Paul Zoë Michelle Darren Anita Gwen Leroy Sonia Phil Maureen Tariq"
)
STAFF_LAST = _names(
    "Abbott Akande Bamber Begum Blackledge Bolton Chaudhry Cunliffe Dawson Doyle Finch Gallagher Hanif Hesketh Hodgson "
    "Jolly Kaye Khalid Lomax Marsh Metcalfe Moss Mukherjee Noblett Okoye Parr Pemberton Rahman Ratcliffe Riding Rimmer "
    "Salthouse Seddon Speakman Stott Swarbrick Tomlinson Unsworth Vickers Waddington Wolstenholme Yates"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Who somebody is called; `last` is empty for someone with one name."""

    first: str
    last: str
    preferred: str
    pronouns: str
    sex: str
    gender_identity: str


def name_of(dice: Dice, heritage: Heritage, *, girl: bool, arrived: bool) -> Named:
    """A name, what they like to be called and their pronouns."""
    first = dice.one(heritage.girls if girl else heritage.boys)
    last = dice.one(heritage.surnames)
    chance = dice.random()
    if arrived and chance < 0.03:
        last = ""
    elif chance > 0.997:
        first, last = dice.one(LONG_NAMES)
    preferred = ""
    if first in heritage.in_script and dice.happens(0.25):
        preferred = heritage.in_script[first]
    elif first in SHORT_FORMS and dice.happens(0.45):
        preferred = SHORT_FORMS[first]
    pronouns, identity = ("she/her" if girl else "he/him"), ""
    gender = dice.random()
    if gender < 0.012:
        pronouns, identity, preferred = "they/them", "Non-binary", dice.one(CHOSEN_NAMES)
    elif gender < 0.024:
        pronouns, identity = ("he/him", "Trans man") if girl else ("she/her", "Trans woman")
        preferred = dice.one(ENGLISH.boys if girl else ENGLISH.girls)
    elif gender < 0.2:
        pronouns = ""  # never asked: shown as not known, not guessed from sex
    sex = "U" if dice.happens(0.001) else ("F" if girl else "M")
    return Named(first, last, preferred, pronouns, sex, identity)


def any_name(dice: Dice, heritage: Heritage, *, surname: str = "") -> str:
    """A name for somebody in the young person's life."""
    first = dice.one(heritage.girls if dice.happens(0.5) else heritage.boys)
    return f"{first} {surname or dice.one(heritage.surnames)}"


def staff_name(dice: Dice, taken: set[str]) -> str:
    """A name no colleague has yet; `taken` is added to."""
    while True:
        name = f"{dice.one(STAFF_FIRST)} {dice.one(STAFF_LAST)}"
        if name in taken:
            name = f"{dice.one(STAFF_FIRST)} {dice.one(STAFF_LAST)}-{dice.one(STAFF_LAST)}"
        if name not in taken:
            taken.add(name)
            return name
