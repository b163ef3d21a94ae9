"""The rules that link holder, word and target, by what shows the stance.

predicates    of whom a predicate is said, and who says so
feelings      predicates whose subject holds the stance: "nervous about"
nouns         nouns whose owner holds it: "Lima's support", "imposed sanctions"
verbs         verbs whose subject or object holds it: "condemned", "it angered"
judgements    what a speaker calls somebody: "useful", "Lima's stubbornness"
deeds         blame or praise in the telling of a deed: "sows discord", "yielded nothing"
calls         what should be done or stop: "Lima must end its attacks"
phrases       on whose behalf, in whose hands, joined against whom, backed by whom
links         every rule asked of every word
"""

from analysis.stance.rules.links import links

__all__ = ["links"]
