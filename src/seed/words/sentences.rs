//! Sentences with holes, and short phrases.

/// What everybody may say of themselves.
pub(in crate::seed) static ABOUT_ANYBODY: &[&str] = &[
    "I care about {interest} and about leaving things easier to understand than I found them.",
    "People who have worked with me would say that I ask early, write things down and finish what I start.",
    "Outside of work you will find me on a bicycle around {city}, usually with a thermos of tea and no fixed route.",
    "I learn best by building something small, showing it to somebody, and throwing half of it away.",
    "My notes are public to my team, my calendar is honest, and my inbox is empty on Fridays.",
    "I grew up in a family of teachers, which is probably why I explain things twice — once in words, once with a drawing.",
    "I keep a list of decisions that I would take differently today; it is the most useful document I own.",
    "Lately I have been reading about {interest}, and I would be glad to compare notes.",
    "I speak three languages badly and one well; the mix has helped me more often than I expected.",
    "On weekends I help at a repair café: toasters, lamps, and now and then a stubborn sewing machine.",
];

/// What a student may say.
pub(in crate::seed) static ABOUT_STUDENT: &[&str] = &[
    "I am studying {discipline} in {city} and spend most of my free time on projects that somebody actually uses.",
    "My strongest tools today are {skill} and {skill2}; next on my list is {skill3}.",
    "In my second year I joined a student team for {project}, and it taught me more about deadlines than any lecture did.",
    "I am looking for a first role where {skill} matters and where reviews are direct and kind.",
    "Before university I worked two summers in a warehouse, so I know what it means when a tool is slow at six in the morning.",
    "I tutor first-year students in {course}, which keeps my own basics fresh.",
    "For my thesis I want to look into {interest}, ideally together with a company that has the problem for real.",
    "I took part in two hackathons last year; at the second one we placed third with a {project} built in thirty hours.",
    "Group work made me the person who keeps the task board tidy, and I have come to like that.",
    "I am comfortable saying that I don't know yet, and I usually know a day later.",
    "A small gig for a neighbourhood shop turned into a year of steady work with {skill2}, and I am still grateful for it.",
    "Until I graduate I am free for about two days a week, more in the summer.",
];

/// What a mentor may say.
pub(in crate::seed) static ABOUT_MENTOR: &[&str] = &[
    "I have worked as a {title} for {years} years, most of them in small teams where everybody did a bit of everything.",
    "I mentor because somebody once spent a rainy afternoon explaining {skill} to me and never mentioned it again.",
    "My sessions have a shape: ten minutes on what happened, thirty on one hard thing, five on what to do next.",
    "I am at my best with people who are a year or two into {discipline} and wonder what to learn next.",
    "I review portfolios, run mock interviews, and read applications with a pencil in my hand.",
    "Over the years I have hired around forty people, so I can tell you what the other side of the table is looking for.",
    "Ask me about {skill}, {skill2} or how to say no to a deadline without burning a bridge.",
    "I don't believe in ten-step plans; I do believe in showing your work every week.",
    "Before {city} I lived in four other places, and I am happy to talk about moving for a job.",
    "I teach a short evening course on {course} and publish all of its material.",
];

/// What somebody who hires may say.
pub(in crate::seed) static ABOUT_EMPLOYER: &[&str] = &[
    "At {company} I look after hiring for our {discipline} teams, from the first message to the first week.",
    "We are about {years} people in {city} and wherever else our colleagues happen to live.",
    "Our interviews are two conversations and one paid exercise that takes an afternoon, never a weekend.",
    "I read every application myself, and every candidate gets an answer within ten days.",
    "Right now we look for people who know {skill} or would like to learn it from those who do.",
    "We take four working students each term; most of them stay, which is the figure I am proudest of.",
    "A portfolio with one finished thing tells me more than a long list of tools.",
    "We publish pay bands with every position, because guessing wastes everybody's time.",
    "Part-time, remote and odd hours are all possible here: tell me what you need and we will work it out.",
    "If you care about {interest}, you will find company at {company}.",
];

pub(in crate::seed) static HEADLINES_STUDENT: &[&str] = &[
    "{discipline} student who likes {skill} and {skill2}",
    "Aspiring {title} in {city}, learning {skill}",
    "{discipline} student, open for gigs in {skill}",
    "Working student and future {title}",
    "Student of {discipline}, interested in {interest}",
];

pub(in crate::seed) static HEADLINES_MENTOR: &[&str] = &[
    "{title} with {years} years of practice, mentoring on {skill}",
    "Senior {title} and mentor",
    "{title} helping newcomers find their first role",
    "Mentor for {skill} and {skill2}, {title} by trade",
];

pub(in crate::seed) static HEADLINES_EMPLOYER: &[&str] = &[
    "Talent lead at {company}",
    "Hiring for {discipline} at {company}",
    "Founder of {company}, looking for people who know {skill}",
    "Head of early careers at {company}",
    "Team lead and hiring manager at {company}",
];

pub(in crate::seed) static COMPANIES: &[&str] = &[
    "Lanternworks",
    "Bluefin Logistics",
    "Kestrel & Daughters",
    "Ostrava Analytics",
    "Quayside Robotics",
    "Meridian Clinics",
    "Tamarind Foods",
    "Papierhaus Løv",
    "Copperline Energy",
    "Juniper Street Studio",
    "Atelier Nuage",
    "Harvest Loop",
    "Sierra Norte Telecom",
    "Umbra Lighting",
    "Baobab Learning",
    "Fernweh Travel",
    "Polder Systems",
    "Café Mañana Roasters",
    "Zephyr Rail",
    "Northbeam Insurance",
];

/// What stands before a project's noun.
pub(in crate::seed) static PROJECT_PREFIXES: &[&str] = &[
    "Harbour",
    "Open",
    "Little",
    "Riverside",
    "Night",
    "Campus",
    "Neighbourhood",
    "Pocket",
    "Paper",
    "Green",
    "Second",
    "Quiet",
    "Weekend",
    "Community",
    "Élan",
    "Nordic",
];

pub(in crate::seed) static PROJECT_ROLES: &[&str] = &[
    "Lead",
    "Contributor",
    "Designer",
    "Researcher",
    "Project coordinator",
    "Maintainer",
    "Developer",
    "Co-founder",
];

/// What is said of a project, in the order in which it is told.
pub(in crate::seed) static PROJECT_SENTENCES: &[&str] = &[
    "{project} began as coursework for {course} and grew when a local group asked to use it.",
    "The aim was simple: make {interest} practical for people who have five minutes and an old phone.",
    "I planned the work with two others, kept the scope small and wrote the documentation before the last feature.",
    "Most of the effort went into {skill}; the rest was talking to the people who would live with the result.",
    "We tested each version with a handful of volunteers in {city} and changed more than we had expected to.",
    "The first prototype failed in an instructive way, and the second one used {skill2} instead.",
    "{company} supported us with a small grant, a room and very direct feedback.",
    "It runs to this day with little care, which was the part we were most curious about.",
];

pub(in crate::seed) static HIGHLIGHTS: &[&str] = &[
    "Cut the time for the most common task from {number} minutes to {small}",
    "Interviewed {number} people and turned their answers into a ranked list of problems",
    "Wrote the guide that {small} later contributors started from",
    "Presented the results to an audience of {number} at the department's open day",
    "Introduced {skill} to the team and ran {small} short trainings",
    "Kept costs below {number} euros a month by measuring before buying",
    "Reached {number}0 regular users in the first term",
    "Reduced errors by {number} % with a checklist and {skill2}",
    "Won the audience award among {small} finalists",
    "Handed the project over to {company} with a full set of tests",
];

/// A degree and the years that it takes.
pub(in crate::seed) static DEGREES: &[(&str, i64)] = &[
    ("Bachelor of Science", 3),
    ("Bachelor of Arts", 3),
    ("Bachelor of Engineering", 4),
    ("Master of Science", 2),
    ("Diploma", 2),
];

pub(in crate::seed) static HONOURS: &[&str] = &[
    "cum laude",
    "magna cum laude",
    "With distinction",
    "Dean's list",
    "Scholarship of the Founders' Society",
    "Mention très bien",
];

pub(in crate::seed) static PRONOUNS: &[&str] = &["she/her", "he/him", "they/them", "she/they", "he/they"];

/// Grades that are no number.
pub(in crate::seed) static GRADES: &[&str] =
    &["First class", "Upper second class", "With merit", "Pass", "Très bien"];

pub(in crate::seed) static PROJECT_KINDS: &[&str] =
    &["application", "research", "coursework", "exhibition", "campaign"];
