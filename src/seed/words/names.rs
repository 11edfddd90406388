//! People, the places where they live and the schools that they went to.

/// A name as its bearer writes it, and in the letters of a slug.
#[derive(Debug, Clone, Copy)]
pub(in crate::seed) struct Name {
    /// As displayed.
    pub(in crate::seed) text: &'static str,
    /// ASCII, if lower-casing `text` isn't enough.
    ascii: Option<&'static str>,
}

impl Name {
    /// Lower-case letters for a slug.
    pub(in crate::seed) fn slug(self) -> String {
        self.ascii.map_or_else(|| self.text.to_ascii_lowercase(), ToOwned::to_owned)
    }
}

macro_rules! ascii {
    () => {
        None
    };
    ($ascii:literal) => {
        Some($ascii)
    };
}

macro_rules! names {
    ($( $text:literal $( = $ascii:literal )? ),* $(,)?) => {
        &[$( Name { text: $text, ascii: ascii!($($ascii)?) }, )*]
    };
}

/// A city with what goes with it.
#[derive(Debug, Clone, Copy)]
pub(in crate::seed) struct Place {
    pub(in crate::seed) city: &'static str,
    pub(in crate::seed) region: &'static str,
    pub(in crate::seed) country_code: &'static str,
    pub(in crate::seed) timezone: &'static str,
    pub(in crate::seed) currency: &'static str,
    pub(in crate::seed) locale: &'static str,
}

const fn place(
    city: &'static str,
    region: &'static str,
    country_code: &'static str,
    timezone: &'static str,
    currency: &'static str,
    locale: &'static str,
) -> Place {
    Place { city, region, country_code, timezone, currency, locale }
}

/// Names, places and schools that go together.
#[derive(Debug, Clone, Copy)]
pub(in crate::seed) struct Culture {
    pub(in crate::seed) given: &'static [Name],
    pub(in crate::seed) family: &'static [Name],
    /// The family name comes first.
    pub(in crate::seed) family_first: bool,
    pub(in crate::seed) places: &'static [Place],
    /// Invented, each with its host name under `.example`.
    pub(in crate::seed) schools: &'static [(&'static str, &'static str)],
    /// The best grade there is, in hundredths.
    pub(in crate::seed) gpa_scale: i64,
}

pub(in crate::seed) static CULTURES: &[Culture] = &[
    Culture {
        given: names![
            "Maya",
            "Grace",
            "Oliver",
            "Hannah",
            "Theo",
            "Isla",
            "Marcus",
            "Ruth",
            "Caleb",
            "Priscilla",
            "Owen",
            "Tessa",
            "Desmond",
            "June",
            "Elliot",
            "Naomi"
        ],
        family: names![
            "Whitaker",
            "Ashdown",
            "O'Connell" = "oconnell",
            "Fairbanks",
            "Brooks",
            "Hollis",
            "Merriweather",
            "Tanner",
            "Langley",
            "Prescott",
            "Redfern",
            "Sinclair",
            "MacLeod" = "macleod",
            "Winters"
        ],
        family_first: false,
        places: &[
            place("Portland", "Oregon", "US", "America/Los_Angeles", "USD", "en-US"),
            place("Columbus", "Ohio", "US", "America/New_York", "USD", "en-US"),
            place("Leeds", "England", "GB", "Europe/London", "GBP", "en-GB"),
            place("Halifax", "Nova Scotia", "CA", "America/Halifax", "CAD", "en-CA"),
            place("Wellington", "Wellington", "NZ", "Pacific/Auckland", "NZD", "en-NZ"),
        ],
        schools: &[
            ("Northgate University of Technology", "northgate-tech"),
            ("Harbour City College", "harbour-city"),
            ("Millbrook State University", "millbrook-state"),
            ("Aldermoor Polytechnic", "aldermoor"),
        ],
        gpa_scale: 400,
    },
    Culture {
        given: names![
            "Chidi",
            "Adaeze",
            "Amara",
            "Kwame",
            "Folake",
            "Tunde",
            "Ngozi",
            "Ọláolúwa" = "olaoluwa",
            "Abena",
            "Sefa",
            "Ifeoma",
            "Yaw",
            "Zainab",
            "Kelechi"
        ],
        family: names![
            "Okonkwo",
            "Adeyemi",
            "Mensah",
            "Okafor",
            "Boateng",
            "Balogun",
            "Eze",
            "Owusu",
            "Nwosu",
            "Adébáyọ̀" = "adebayo",
            "Danjuma",
            "Asante"
        ],
        family_first: false,
        places: &[
            place("Lagos", "Lagos", "NG", "Africa/Lagos", "NGN", "en-NG"),
            place("Accra", "Greater Accra", "GH", "Africa/Accra", "GHS", "en-GH"),
            place("Enugu", "Enugu", "NG", "Africa/Lagos", "NGN", "en-NG"),
            place("Kumasi", "Ashanti", "GH", "Africa/Accra", "GHS", "en-GH"),
        ],
        schools: &[
            ("Lagoon University of Science", "lagoon-science"),
            ("Volta Institute of Engineering", "volta-institute"),
            ("Palm Hills University", "palm-hills"),
        ],
        gpa_scale: 500,
    },
    Culture {
        given: names![
            "José" = "jose",
            "Lucía" = "lucia",
            "Mateo",
            "Ximena",
            "Joaquín" = "joaquin",
            "Valentina",
            "Íñigo" = "inigo",
            "Camila",
            "Andrés" = "andres",
            "Noelia",
            "Tomás" = "tomas",
            "Renata",
            "Begoña" = "begona",
            "Emiliano"
        ],
        family: names![
            "García" = "garcia",
            "Muñoz" = "munoz",
            "Peña" = "pena",
            "Ibáñez" = "ibanez",
            "Castellanos",
            "Quiroga",
            "Rodríguez" = "rodriguez",
            "Salcedo",
            "Núñez" = "nunez",
            "Villalobos",
            "Ortega",
            "Cárdenas" = "cardenas"
        ],
        family_first: false,
        places: &[
            place("Valencia", "Comunitat Valenciana", "ES", "Europe/Madrid", "EUR", "es-ES"),
            place("Bogotá", "Cundinamarca", "CO", "America/Bogota", "COP", "es-CO"),
            place("Mérida", "Yucatán", "MX", "America/Merida", "MXN", "es-MX"),
            place("Córdoba", "Córdoba", "AR", "America/Argentina/Cordoba", "ARS", "es-AR"),
        ],
        schools: &[
            ("Universidad del Valle Alto", "valle-alto"),
            ("Instituto Politécnico de la Ribera", "politecnico-ribera"),
            ("Universidad Técnica Peñablanca", "penablanca"),
        ],
        gpa_scale: 1000,
    },
    Culture {
        given: names![
            "Søren" = "soren",
            "Åsa" = "asa",
            "Freja",
            "Bjørn" = "bjorn",
            "Linnéa" = "linnea",
            "Eirik",
            "Sólveig" = "solveig",
            "Mikkel",
            "Tuuli",
            "Jyrki",
            "Håkon" = "hakon",
            "Signe"
        ],
        family: names![
            "Kjærgaard" = "kjaergaard",
            "Lindström" = "lindstrom",
            "Øvergård" = "overgard",
            "Nyberg",
            "Virtanen",
            "Dahl",
            "Hämäläinen" = "hamalainen",
            "Sørensen" = "sorensen",
            "Ekholm",
            "Bergström" = "bergstrom"
        ],
        family_first: false,
        places: &[
            place("Malmö", "Skåne", "SE", "Europe/Stockholm", "SEK", "sv-SE"),
            place("Aarhus", "Midtjylland", "DK", "Europe/Copenhagen", "DKK", "da-DK"),
            place("Tromsø", "Troms", "NO", "Europe/Oslo", "NOK", "nb-NO"),
            place("Tampere", "Pirkanmaa", "FI", "Europe/Helsinki", "EUR", "fi-FI"),
        ],
        schools: &[
            ("Nordhavn Tekniske Højskole", "nordhavn"),
            ("Björklunda universitet", "bjorklunda"),
            ("Fjordby University College", "fjordby"),
        ],
        gpa_scale: 500,
    },
    Culture {
        given: names![
            "Ananya",
            "Rohan",
            "Kavya",
            "Arjun",
            "Meera",
            "Siddharth",
            "Ishaan",
            "Nandini",
            "Farhan",
            "Lakshmi",
            "Devika",
            "Imran",
            "Tara",
            "Vikram"
        ],
        family: names![
            "Iyer",
            "Chatterjee",
            "Deshpande",
            "Kapoor",
            "Reddy",
            "Menon",
            "Qureshi",
            "Bhattacharya",
            "Gill",
            "Nair",
            "Rahman",
            "Joshi"
        ],
        family_first: false,
        places: &[
            place("Pune", "Maharashtra", "IN", "Asia/Kolkata", "INR", "en-IN"),
            place("Kochi", "Kerala", "IN", "Asia/Kolkata", "INR", "en-IN"),
            place("Kolkata", "West Bengal", "IN", "Asia/Kolkata", "INR", "en-IN"),
            place("Lahore", "Punjab", "PK", "Asia/Karachi", "PKR", "en-PK"),
        ],
        schools: &[
            ("Sahyadri Institute of Technology", "sahyadri"),
            ("Coromandel University", "coromandel"),
            ("Meghna College of Engineering", "meghna-college"),
        ],
        gpa_scale: 1000,
    },
    Culture {
        given: names![
            "葵" = "aoi",
            "陽翔" = "haruto",
            "さくら" = "sakura",
            "蓮" = "ren",
            "美咲" = "misaki",
            "大輔" = "daisuke",
            "結衣" = "yui",
            "健太" = "kenta",
            "真由美" = "mayumi",
            "颯太" = "sota"
        ],
        family: names![
            "佐藤" = "sato",
            "山本" = "yamamoto",
            "中村" = "nakamura",
            "小林" = "kobayashi",
            "加藤" = "kato",
            "松田" = "matsuda",
            "藤井" = "fujii",
            "石川" = "ishikawa",
            "村上" = "murakami"
        ],
        family_first: true,
        places: &[
            place("京都市", "京都府", "JP", "Asia/Tokyo", "JPY", "ja-JP"),
            place("札幌市", "北海道", "JP", "Asia/Tokyo", "JPY", "ja-JP"),
            place("福岡市", "福岡県", "JP", "Asia/Tokyo", "JPY", "ja-JP"),
        ],
        schools: &[
            ("青葉工科大学", "aoba-tech"),
            ("東山デザイン学院", "higashiyama-design"),
            ("港北大学", "kohoku"),
        ],
        gpa_scale: 400,
    },
    Culture {
        given: names![
            "Олена" = "olena",
            "Тарас" = "taras",
            "Дарина" = "daryna",
            "Богдан" = "bohdan",
            "Соломія" = "solomiia",
            "Ярослав" = "yaroslav",
            "Оксана" = "oksana"
        ],
        family: names![
            "Шевчук" = "shevchuk",
            "Коваленко" = "kovalenko",
            "Мельник" = "melnyk",
            "Савчук" = "savchuk",
            "Бондаренко" = "bondarenko",
            "Ткач" = "tkach"
        ],
        family_first: false,
        places: &[
            place("Львів", "Львівська область", "UA", "Europe/Kyiv", "UAH", "uk-UA"),
            place("Полтава", "Полтавська область", "UA", "Europe/Kyiv", "UAH", "uk-UA"),
        ],
        schools: &[("Політехніка Срібний Берег", "sribnyi-bereh"), ("Академія Нове Поле", "nove-pole")],
        gpa_scale: 500,
    },
    Culture {
        given: names![
            "Zofia",
            "Łukasz" = "lukasz",
            "Małgorzata" = "malgorzata",
            "Jiří" = "jiri",
            "Božena" = "bozena",
            "Radek",
            "Agnieszka",
            "Ondřej" = "ondrej",
            "Kamil",
            "Krzysztof"
        ],
        family: names![
            "Wójcik" = "wojcik",
            "Zając" = "zajac",
            "Żurek" = "zurek",
            "Dvořák" = "dvorak",
            "Němec" = "nemec",
            "Kučera" = "kucera",
            "Grabarz",
            "Mróz" = "mroz"
        ],
        family_first: false,
        places: &[
            place("Łódź", "łódzkie", "PL", "Europe/Warsaw", "PLN", "pl-PL"),
            place("Brno", "Jihomoravský kraj", "CZ", "Europe/Prague", "CZK", "cs-CZ"),
        ],
        schools: &[
            ("Akademia Techniczna Złota Góra", "zlota-gora"),
            ("Vysoká škola Modrý Most", "modry-most"),
        ],
        gpa_scale: 500,
    },
    Culture {
        given: names![
            "Leïla" = "leila",
            "Youssef",
            "Amina",
            "Karim",
            "Noor",
            "Salma",
            "Zoé" = "zoe",
            "Étienne" = "etienne",
            "Maëlle" = "maelle",
            "Théo" = "theo",
            "François" = "francois",
            "Inès" = "ines"
        ],
        family: names![
            "Benali",
            "Haddad",
            "El Amrani" = "elamrani",
            "Lefèvre" = "lefevre",
            "Chevalier",
            "Mansouri",
            "Beauchêne" = "beauchene",
            "Rousseau",
            "Ziani",
            "Gauthier"
        ],
        family_first: false,
        places: &[
            place("Nîmes", "Occitanie", "FR", "Europe/Paris", "EUR", "fr-FR"),
            place("Tunis", "Tunis", "TN", "Africa/Tunis", "TND", "fr-TN"),
            place("Liège", "Wallonie", "BE", "Europe/Brussels", "EUR", "fr-BE"),
            place("Montréal", "Québec", "CA", "America/Toronto", "CAD", "fr-CA"),
        ],
        schools: &[
            ("École supérieure des Trois Rivages", "trois-rivages"),
            ("Institut Méditerranéen du Numérique", "imn"),
            ("Université de Hautefontaine", "hautefontaine"),
        ],
        gpa_scale: 2000,
    },
    Culture {
        given: names!["Wei", "Jing", "Hao", "Xinyi", "Mei", "Jun", "Yating", "Zhiming", "Lifen", "Kai"],
        family: names!["Chen", "Zhang", "Lin", "Huang", "Xu", "Lü" = "lu", "Tan", "Wong", "Goh"],
        family_first: true,
        places: &[
            place("Taichung", "Taiwan", "TW", "Asia/Taipei", "TWD", "zh-TW"),
            place("Singapore", "Central", "SG", "Asia/Singapore", "SGD", "en-SG"),
        ],
        schools: &[("East Strait University", "east-strait"), ("Jade Harbour Polytechnic", "jade-harbour")],
        gpa_scale: 400,
    },
    Culture {
        given: names![
            "Linh",
            "Đức" = "duc",
            "Thảo" = "thao",
            "Khánh" = "khanh",
            "Hương" = "huong",
            "Quân" = "quan",
            "Mai",
            "Trúc" = "truc"
        ],
        family: names![
            "Nguyễn" = "nguyen",
            "Phạm" = "pham",
            "Trần" = "tran",
            "Lương" = "luong",
            "Đặng" = "dang",
            "Bùi" = "bui"
        ],
        family_first: true,
        places: &[
            place("Đà Nẵng", "Đà Nẵng", "VN", "Asia/Ho_Chi_Minh", "VND", "vi-VN"),
            place("Huế", "Thừa Thiên Huế", "VN", "Asia/Ho_Chi_Minh", "VND", "vi-VN"),
        ],
        schools: &[("Hải Vân Institute of Technology", "hai-van"), ("Đại học Sông Xanh", "song-xanh")],
        gpa_scale: 1000,
    },
    Culture {
        given: names![
            "지우" = "jiwoo",
            "민준" = "minjun",
            "서연" = "seoyeon",
            "하은" = "haeun",
            "도윤" = "doyun",
            "예준" = "yejun"
        ],
        family: names![
            "김" = "kim",
            "박" = "park",
            "최" = "choi",
            "정" = "jung",
            "윤" = "yoon",
            "한" = "han"
        ],
        family_first: true,
        places: &[
            place("부산", "부산광역시", "KR", "Asia/Seoul", "KRW", "ko-KR"),
            place("대전", "대전광역시", "KR", "Asia/Seoul", "KRW", "ko-KR"),
        ],
        schools: &[("한빛과학기술대학교", "hanbit-tech"), ("새솔대학교", "saesol")],
        gpa_scale: 450,
    },
    Culture {
        given: names![
            "Larissa",
            "João" = "joao",
            "Beatriz",
            "Caetano",
            "Conceição" = "conceicao",
            "Thiago",
            "Inês" = "ines",
            "Rafaela",
            "Otávio" = "otavio",
            "Luísa" = "luisa"
        ],
        family: names![
            "Magalhães" = "magalhaes",
            "Conceição" = "conceicao",
            "Barreto",
            "Teixeira",
            "Gonçalves" = "goncalves",
            "Araújo" = "araujo",
            "Figueiredo",
            "Assunção" = "assuncao",
            "Pacheco"
        ],
        family_first: false,
        places: &[
            place("Florianópolis", "Santa Catarina", "BR", "America/Sao_Paulo", "BRL", "pt-BR"),
            place("Recife", "Pernambuco", "BR", "America/Recife", "BRL", "pt-BR"),
            place("Braga", "Minho", "PT", "Europe/Lisbon", "EUR", "pt-PT"),
        ],
        schools: &[
            ("Universidade Serra Azul", "serra-azul"),
            ("Faculdade de Tecnologia do Cais", "fatec-cais"),
            ("Instituto Superior do Mondego Novo", "mondego-novo"),
        ],
        gpa_scale: 1000,
    },
];
