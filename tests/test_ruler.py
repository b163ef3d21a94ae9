"""The quickened ruler says what the model's own says."""

import spacy

from analysis.tokens import nlp

ODD = """There is  a way; let's go, I ain't gonna. You gotta. It's 'nuff, nothin' doin'. There're two, y'all.
\tHe 'd had it. What's that? C'mon \n\n :-) do!"""


def test_every_word_has_what_the_models_own_rules_give_it(study):
    """Part of speech, tag, relation, lemma and form are the model's own, also where a rule looks at two words."""
    quick = nlp()
    own = spacy.load(f"{quick.meta['lang']}_{quick.meta['name']}", disable=["ner"])
    own.tokenizer = quick.tokenizer
    texts = [ODD, *study.sentences.text, ODD.upper()]
    for slow, fast in zip(own.pipe(texts), quick.pipe(texts), strict=True):
        told = [[(t.pos_, t.tag_, t.dep_, t.lemma_, str(t.morph)) for t in doc] for doc in (slow, fast)]
        assert told[0] == told[1]
