"""Words by which newspapers say who said something, and how firmly.

Verbs of saying for the speakers of quotes; classes of firmness for what two reports of one thing say differently.
"""

from __future__ import annotations

from store.language.wordlists import words

SAYING: frozenset[str] = frozenset(
    words(
        """said says say saying told tells tell telling tweeted tweets tweeting wrote writes writing added adds adding
        asked asks asking replied replies responded responds answered answers declared declares declaring
        announced announces announcing explained explains explaining insisted insists insisting argued argues
        arguing claimed claims claiming noted notes noting stated states stating acknowledged acknowledges
        acknowledging admitted admits admitting warned warns warning continued continues recalled recalls
        remarked remarks observed observes concluded concludes suggested suggests suggesting predicted predicts
        predicting promised promises promising vowed vows vowing confirmed confirms confirming denied denies
        denying called calls calling described describes describing urged urges urging pledged pledges pledging
        joked jokes joking quipped quips shouted shouts shouting yelled yells yelling exclaimed testified
        testifies testifying charged accused accuses accusing complained complains complaining conceded concedes
        contended contends cautioned cautions cautioning emphasized emphasised emphasizes emphasises emphasizing
        emphasising stressed stresses stressing reiterated reiterates reiterating repeated commented comments
        commenting criticized criticised criticizes criticises criticizing criticising praised praises praising
        blasted blasts slammed slams mocked mocks mocking reported reports reporting thundered boasted boasts
        boasting mused muses opined opines countered counters sniped wondered wonders lamented laments vented
        posted posts chanted chants chanting thanked cited quoted dismissed dismisses dismissing labeled
        labelled labeling labelling dubbed referred refers referring hailed hails hailing termed mentioned
        mentions read reads reading whispered whispers cried cries screamed muttered murmured assured assures
        reassured apologized apologised apologizes apologises begged begs demanded demands demanding protested
        protests alleged alleges alleging asserted asserts asserting maintained maintains condemned condemns
        condemning denounced denounces denouncing welcomed welcomes deplored deplores ordered ruled signaled
        signalled hinted hints implied implies indicated indicates disclosed revealed reveals recounted recounts
        remembered remembers reflected reflects reasoned began begins offered interjected retorted chimed
        pleaded pleads sighed laughed proclaimed proclaims proposed proposes tells confessed confesses scoffed
        fumed gushed enthused advised advises reminded reminds summed expressed expresses expressing voiced
        decried decries summarized characterized characterised characterizes portrayed texted emailed spoke
        speaks rejected rejects rejecting branded brands blamed blames blaming lauded ridiculed derided
        likened"""
    )
)
"""Forms of the verbs by which somebody is said to say something."""

INVERTIBLE: frozenset[str] = frozenset(
    words(
        """said says added adds asked asks replied replies responded responds answered answers wrote writes tweeted
        tweets explained explains noted notes declared declares recalled recalls insisted insists argued argues
        claimed claims concluded concludes continued continues announced announces warned warns shouted shouts
        cried cries quipped quips joked jokes exclaimed remarked remarks observed observes stated states
        admitted admits acknowledged complained complains lamented laments mused thundered boasted vowed vows
        predicted predicts suggested suggests commented comments reads read yelled yells chanted screamed
        whispered sighed countered retorted wondered wonders testified posted asserted reflected ran pleaded"""
    )
)
"""Verbs that may stand before their subject behind a quote: "…," said Smith."""

FINITE: frozenset[str] = SAYING | frozenset(
    words(
        """is was are were be been has have had will would may might can could should must do does did came went met
        took made found began left held struck hit shot won lost fell rose saw gave got became spoke sent led
        kept brought broke put cut fled flew ran sat stood threw knew thought felt paid sold bought built sank
        drove fought grew drew sought swore tore rang says does goes comes takes makes gives gets keeps leads
        holds remains seems appears wants needs hopes plans shrugs looks runs lives works knows thinks believes
        feels"""
    )
)
"""Verbs that end a subject; every word in "ed" does so too."""

ATTRIBUTION = "(?:said|says|asked|asks|replied|wrote|added|told|shouted|cried|wondered|exclaimed|tweeted|answered)"
"""Pattern of the verbs that most often follow a quoted sentence."""
