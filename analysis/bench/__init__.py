"""Speed as ratios: each piece of work beside a named peer, in one run, on this machine.

measuring    how work is measured
texts        the texts that it is measured on, made here
processes    the warm run of a study; the stance model
archives     a document's cost: with and without the gate, two workers, many documents
parts        aliases, bootstrap, keyness, moods, each beside its peer
marks        what was asked, beside what was measured

Absolute times say little on another machine; ratios carry over. No test asserts any of them.
"""
