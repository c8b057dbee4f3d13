"""What the default topics say of English sentences: wars of several parts of the world, and what only sounds like one."""

import pytest

from tests.rules.default import topics

SAID = [
    # prisoners
    ("The two armies swapped 90 prisoners at a border bridge at dawn.", "pow-swaps"),
    ("Hostage-prisoner exchange begins as the first buses cross", "pow-swaps"),
    ("Another exchange of captives is expected before the holiday, the envoy's office said.", "pow-swaps"),
    ("The rebels handed over 41 captured soldiers to the Red Cross.", "pow-swaps"),
    ("Sixty servicemen were returned from captivity on Friday, the army said.", "pow-swaps"),
    ("Some 2,300 detainees are still held by the Houthis, the ministry said.", "pow-swaps"),
    ("Bangkok released 15 soldiers captured in the border clashes.", "pow-swaps"),
    ("Nineteen troops remain in enemy custody, the army said.", "pow-swaps"),
    ("The remains of 27 soldiers were repatriated through the Red Crescent.", "pow-swaps"),
    ("Under the truce, twelve hostages will be freed in return for 300 prisoners.", "pow-swaps"),
    ("We are bringing our defenders home: 74 soldiers, among them nine women.", "pow-swaps"),
    ("The army has recovered the bodies of three hostages from a tunnel.", "pow-swaps"),
    ("A formula of 500 for 500 was settled, and both sides will exchange wounded troops first.", "pow-swaps"),
    ("Hamas frees two more hostages", "pow-swaps"),
    ("Kyiv: 940 bodies returned", "pow-swaps"),
    # strikes
    ("Air defences shot down 61 of 74 drones overnight.", "strikes"),
    ("The army fired nine ballistic missiles at the port city, officials said.", "strikes"),
    ("An airstrike on a market in a rebel-held town killed at least 20 people, medics said.", "strikes casualties"),
    ("Overnight shelling damaged the power station; the military gave no figures.", "strikes"),
    ("Seven projectiles were intercepted over the capital, the IDF said.", "strikes"),
    ("Rocket fire from Lebanon hit a kibbutz, wounding two soldiers.", "strikes casualties"),
    ("Heavy artillery hit three villages near the line of contact.", "strikes"),
    ("A drone attack by the paramilitary group set a fuel depot ablaze.", "strikes"),
    ("Saudi-led warplanes bombed the airport in Sanaa; a coalition spokesman spoke of a precision strike.", "strikes"),
    ("The rebels fired a ballistic missile at the airport.", "strikes"),
    ("The junta bombed two towns, killing a monk.", "strikes casualties"),
    ("Kyiv said that Russia launched Shahed-136 drones, 54 of which were jammed.", "strikes"),
    ("Kyiv says it downed 61 of 74 drones", "strikes"),
    ("Russian strike on Sumy kills three", "strikes casualties"),
    # territory
    ("The militia seized two more villages in North Kivu on Monday.", "territory"),
    ("Government troops retook the town after a week of fighting.", "territory"),
    ("The army now controls about 53% of the strip, the general said.", "territory"),
    ("The advance brought 18 square kilometres under the rebels' control.", "territory"),
    ("The army must complete its withdrawal within 60 days under the ceasefire.", "territory talks"),
    ("Baku wants Armenian forces to withdraw from the four border villages.", "territory"),
    ("The minister ruled out any territorial concessions as long as the war lasts.", "territory"),
    ("The conflict should be frozen along the current front line, Kyiv says.", "territory"),
    ("Israel will keep a buffer zone inside southern Lebanon, its military said.", "territory"),
    ("The fighting stretches along a front line of some 700 miles.", "territory"),
    # casualties
    ("Since the war began, 61,000 Palestinians have been killed, the health ministry said.", "casualties"),
    ("Three soldiers were wounded near the border, the army said.", "casualties"),
    ("The army has lost 1,900 men, killed and wounded, in the offensive, by the rebels' count.", "casualties"),
    ("Military losses may exceed 40,000, the institute estimates.", "casualties"),
    ("A militia spokesman put the death toll of the fighting at 112.", "casualties"),
    ("A woman was killed and her son injured when a mortar shell hit their home.", "casualties strikes"),
    ("At least nine soldiers are missing after an ambush by jihadists.", "casualties"),
    ("Azerbaijan said seven of its servicemen died in the clashes.", "casualties"),
    ("More than 300 fighters are missing in action.", "casualties"),
    ("UN: 9,400 civilians killed in Darfur", "casualties"),
    # talks
    ("Norway offers to host Russia-Ukraine talks", "talks"),
    ("Iran and the United States held a second round of talks in Rome.", "talks"),
    ("A third round of talks between the delegations will be held in Muscat next week.", "talks"),
    ("The special envoy met both foreign ministers to discuss a ceasefire.", "talks"),
    ("The warring sides agreed to a 72-hour truce, brokered by Egypt.", "talks"),
    ("Peace talks in Juba collapsed on Thursday.", "talks"),
    ("The guerrillas and the government extended the ceasefire by six months.", "talks"),
    ("Qatar, a mediator, called the negotiations on a truce constructive.", "talks"),
    ("Indirect negotiations on the nuclear programme resume in Rome on Saturday.", "talks"),
    ("The trilateral meeting lasted almost six hours.", "talks"),
]
DECOYS = [
    ("Rail workers will go on strike for 48 hours in a dispute over pay.", "labour strike"),
    ("The prisoner ended his hunger strike after 21 days.", "hunger strike"),
    ("Lightning strikes killed two hikers in the Tatras.", "lightning"),
    ("The striker scored twice and the defence held until injury time.", "football"),
    ("She reached the second round after a five-set battle with the top seed.", "tennis"),
    ("The Rockets beat the Warriors 114 to 98; Houston intercepted four passes.", "basketball"),
    ("Trade talks between Brussels and Delhi enter their tenth round.", "trade talks"),
    ("The tariff truce between the two economies was extended by 90 days.", "tariff truce"),
    ("A new round of talks between the pilots and the airline is due on Monday.", "pilots' talks"),
    ("The Masters leader goes into the final round with a Russian rival two shots behind.", "golf"),
    ("Wage negotiations, led by a mediator, broke down after nine hours.", "wage talks"),
    ("Sterling fell on the foreign exchange market, into negative territory.", "currency"),
    ("The London Stock Exchange will trade 22 hours a day.", "stock exchange"),
    ("Three inmates were released on bail, and 40 prisoners moved to another jail.", "ordinary prisoners"),
    ("Police freed two hostages after a robber barricaded himself in a bank.", "bank robbery"),
    ("A gunman let his last hostage go after nine hours; the bank branch stayed shut.", "bank siege"),
    ("A bus accident in western Ukraine killed four people.", "road accident in a country at war"),
    ("Drone footage shows the flooded valley; 300 drones lit the sky at the festival.", "drone footage"),
    ("The bus collided with a lorry, killing six people and injuring 14.", "road accident"),
    ("An earthquake killed 41 people; the army sent soldiers and helicopters.", "earthquake"),
    ("The first casualty of the budget was the new library.", "figure of speech"),
    ("Casualty insurance premiums rose by 7%.", "insurance"),
    ("The party captured 31 seats and lost control of the city council.", "election"),
    ("The price war between the supermarkets has hit 4,000 jobs.", "price war"),
    ("The company launched three rockets this year; a satellite reached orbit on Friday.", "space flight"),
    ("A sales manager for the northern territory gained 12% in turnover.", "sales"),
    ("A murderer who killed four people was sentenced to life in prison.", "crime"),
    ("Doctors on the front line of the flu season want a pay rise.", "figurative front line"),
    ("The museum's war exhibition shows letters exchanged by prisoners' wives.", "museum"),
    ("In the new video game you capture towns and fire 200 missiles at enemy soldiers.", "game"),
    ("The film follows a soldier who escapes captivity; it took $12 million at the box office.", "film"),
    ("Shares of the drone maker rose 9% after an order from the army for 1,200 drones.", "shares"),
    ("Students on exchange programmes returned home early, 60 of them by plane.", "student exchange"),
    ("The body of a missing climber was returned to his family.", "mountaineering"),
    ("Article 157 was passed by 314 votes; the opposition attacked the bill.", "parliament"),
    ("He withdrew from the tournament with a shoulder injury.", "withdrawal from sport"),
    ("Ceasefire, a thriller about a hostage deal, tops the list of bestsellers at 9.99.", "novel"),
]


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[text[:48] for text, _ in SAID])
def test_an_article_gets_its_topics(text: str, expected: str) -> None:
    assert topics(text) >= set(expected.split())


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for text, name in DECOYS])
def test_a_decoy_gets_none(text: str) -> None:
    assert topics(text) == set()
