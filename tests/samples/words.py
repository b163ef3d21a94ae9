"""What the sample tables call their briefs, actors and frames."""

LABELS = {"cfr": "CFR", "winep": "Washington Institute"}
NAMES = {
    "iran": "Iran",
    "united_states": "United States",
    "iraq": "Iraq",
    "talks": "Meeting of 28 May 2007",
    "dialogue": "Further U.S.-Iranian talks",
    "crocker": "Ryan Crocker",
    "maliki": "Nouri al-Maliki",
    "washington_institute": "Washington Institute for Near East Policy",
    "mek": "Mujahedin-e Khalq",
    "irgc": "Islamic Revolutionary Guard Corps",
    "perle": "Richard Perle",
    "hamas": "Hamas",
    "un": "=United Nations",
    "detained_americans": "Detained Iranian Americans",
    "iranian_agents": "Iranian agents",
}
FRAMES = (
    "problem", "cause", "judgement", "remedy", "breakthrough", "ritual", "vacuum", "step", "hostage_taking",
    "law_enforcement", "linkage", "separation", "bargaining_chips", "regional_legitimacy", "precedent", "conflict",
)  # fmt: skip
CALLED = {frame: frame.replace("_", " ").capitalize() for frame in FRAMES}
WORDS = {
    "labels": LABELS,
    "names": NAMES,
    "dates": {"cfr": "29 May 2007", "winep": "30 May 2007"},
    "source": "Council on Foreign Relations; The Washington Institute",
}
N_SENTENCES = {"cfr": 22, "winep": 56}
IN_SENTENCES = {  # of each brief
    "iran": (15, 31),
    "united_states": (14, 29),
    "iraq": (13, 24),
    "talks": (6, 14),
    "dialogue": (3, 9),
    "crocker": (0, 5),
    "maliki": (1, 2),
    "washington_institute": (0, 1),
    "mek": (0, 1),
    "irgc": (0, 1),
    "perle": (1, 0),
    "hamas": (1, 0),
    "un": (0, 1),
    "detained_americans": (2, 5),
    "iranian_agents": (2, 8),
}
