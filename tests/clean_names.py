"""Names that exports are full of and that nothing at the door may take for a person's."""

SETTINGS = (
    *("St John's C of E Primary School", "St. John's C. of E. Primary School", "St. Mary's R.C. Primary School"),
    *("Ss. Peter and Paul's Catholic School", "12-16 Unit", "Academy 360", "The 3-18 Education Trust", "School 21"),
    *("11-19 College", "Sir William Borlase's Grammar School", "Elizabeth Garrett Anderson School", "UTC Reading"),
    *(
        "Bishop's Stortford College",
        "All Saints' C.E. (Aided) Infant School",
        "King's College London Mathematics School",
    ),
    *("Kingston-upon-Thames Tuition Service", "Hospital and Home Education PRU", "Bright Futures (North) Ltd"),
    *("The Bridge - Alternative Provision", "Forest School at Hilltop", "Newbury Park School & Nursery"),
    *("1st Steps Nursery", "Oasis Academy: Shirley Park", "St Anne’s Convent School", "École Jeannine Manuel School"),
    *("OAK LANE SCHOOL", "The Key Education Centre (KS3/4)", "Key Stage 4 Centre", "Reach2 Academy", "Virtual School"),
    *("Pupil Referral Unit 2", "East London Independent Special School", "A to Z Tuition", "EAL Learning Hub"),
    *("Jo Richardson Community School", "Harris Academy St John's Wood", "Leigh-on-Sea Junior School", "S12"),
    *("Mary Seacole House Children's Centre", "Trinity C.E.V.A. Primary School", "St Thomas à Becket School"),
    *(
        "Young People's Hub",
        "Hull Trinity House Academy",
        "100123",
        "2113456",
        "826-4001",
        "TLG - The Education Charity",
    ),
    *("NewStart Provision", "The Beacon (Behaviour Support) Unit", "Barton-le-Clay Lower School", "eLearning Academy"),
    *("Stoke-on-Trent Sixth Form College", "West St Leonards Primary Academy", "SS Philip and James' School"),
    *(
        "Upton-by-Chester High School",
        "De La Salle School",
        "Cranford Park CofE Primary School",
        "Dr Challoner's School",
    ),
)
POLICIES = (
    *("Safeguarding and child protection policy", "Behaviour policy 2025-26", "Anti-bullying policy", "P12", "POL-001"),
    *(
        "Anti-Radicalisation (Prevent) Policy",
        "Children's Mental Health and Wellbeing Policy",
        "Safeguarding Policy v2.1",
    ),
    *("SEND policy and information report", "Searching, screening and confiscation policy", "Staff code of conduct"),
    *("Supporting pupils with medical conditions policy", "Low-level concerns policy", "Child-on-child abuse policy"),
    *(
        "Keeping Children Safe in Education: Part One",
        "Mobile phone and smart technology policy",
        "Whistle-blowing Policy",
    ),
    *(
        "Oak Lane School Safeguarding Policy",
        "Bright Futures Mentoring safeguarding policy",
        "Admissions Policy 2026/27",
    ),
    *("Lone working procedure (home visits)", "Safeguarding Policy September 2026", "Data protection policy (UK GDPR)"),
    *("Touch and use of restrictive physical intervention policy", "Safer Recruitment & Selection Policy"),
)
AUTHORITIES = (
    *("Kent", "Kent County Council", "London Borough of Camden", "Bristol, City of", "Bristol", "Kingston upon Hull"),
    *("Herefordshire", "Durham", "Hull", "826", "E06000042", "St Helens", "Manchester City Council", "Kent CC"),
    *(
        "City of York Council",
        "Royal Borough of Greenwich",
        "Bath & North East Somerset",
        "Brighton & Hove City Council",
    ),
    *("Royal Borough of Windsor and Maidenhead", "Wirral Metropolitan Borough Council", "Telford & Wrekin"),
)
EDITIONS = (
    *("KCSIE 2026", "KCSIE September 2025", "Keeping Children Safe in Education 2025", "KCSIE 2025-26", "2026"),
    *("Working Together 2023", "WTISA 2024", "KCSIE (Sept 2025)", "Working together to safeguard children (2023)"),
)
FILES = (
    *("children.csv", "Attendance 2025-26.csv", "pupil_on_roll.csv", "Export (2).csv", "concerns final v2.csv"),
    *("SSDA903 header.csv", "cpoms export.csv", "sims_report.csv", "absence data 2026.csv", "PupilOnRoll.csv"),
)
COLUMNS = (
    *("Full name", "pupil_name", "DateOfBirth", "preferredsurname", "UPNs", "UPN", "Home Address", "Address line 2"),
    *("NHS number", "NI number", "Social worker name", "What happened, in full", "attendancereason", "startdate"),
    *("Reason for absence 2025-26", "Parent/carer phone (2)", "National Insurance no.", "E-mail", "% attendance"),
)
