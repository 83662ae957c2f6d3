"""Given names: their short forms, and whether a man or a woman bears them. General lists; all lower case."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _short_forms(text: str) -> dict[str, str]:
    """Lines of ``full: short short`` as a mapping of each short form to its full one."""
    lines = (line.split(":") for line in text.strip().split("\n"))
    return {short: full.strip() for full, shorts in lines for short in shorts.split()}


GIVEN_NAMES = _short_forms(
    """
    alexander: alex sandy
    alexandra: lexi
    andrew: andy drew
    anthony: tony
    barbara: barb
    benjamin: ben benny
    bernard: bernie
    catherine: cathy cate
    charles: charlie chuck
    christopher: chris
    daniel: dan danny
    david: dave
    deborah: deb debbie
    dmitry: dima
    donald: don donny
    douglas: doug
    edward: ed eddie ted teddy
    elizabeth: liz lizzie beth betty bettie betsy
    frederick: fred freddie
    gerald: gerry jerry
    gregory: greg
    james: jim jimmy jamie
    jeffrey: jeff
    jennifer: jen jenny
    joseph: joe joey
    joshua: josh
    katherine: kate katie kathy kathryn kitty
    kenneth: ken kenny
    lawrence: larry
    leonard: len lenny
    margaret: maggie meg peggy
    matthew: matt
    michael: mike mick micky
    mikhail: misha
    nicholas: nick nicky
    patricia: pat patty tricia
    peter: pete
    philip: phil
    raymond: ray
    rebecca: becky
    richard: rick ricky dick rich
    robert: rob bob bobby robbie
    ronald: ron ronnie
    samuel: sam sammy
    stephen: steve steven stevie
    susan: sue susie
    theodore: theo
    thomas: tom tommy
    timothy: tim timmy
    victoria: vicky
    walter: walt
    william: will bill billy willy
    """
)
"""Short forms of given names, each to its full one."""

MEN = _words(
    """
    aaron abdul abdullah adam adrian ahmed alan albert alexander alfred ali allan allen andreas andrew antonio anthony
    arnold arthur barack benjamin bernard boris brian bruce carl carlos charles christian christopher clarence claude
    clifford colin craig curtis daniel david dennis derek dmitry donald douglas duncan edgar edmund edward edwin elias
    eric erik ernest eugene felix fernando francisco frank franklin fred frederick gareth gary geoffrey george gerald
    gerhard gilbert giovanni giuseppe glenn gordon graham gregory guido gustav hans harold harry hassan hector heinrich
    helmut henry herbert howard hugh hugo hussein ian ibrahim igor ivan jack jacob jacques james jason jean jeffrey
    jeremy jerome joachim john jonathan jorge jose joseph joshua juan julian juergen karl keith kenneth kevin klaus
    lawrence leo leonard leslie lewis louis luis luigi manuel marco mario mark markus martin matthew mehdi michael
    mikhail mohammed muhammad neil nicholas nigel oliver omar oscar otto pablo patrick paul pedro peter philip pierre
    rafael ralph ramon raymond ricardo richard robert roberto roger roland ronald rupert russell samuel scott sean
    sebastian sergei simon stanley stephen stefan stuart terence theodore thomas timothy tobias trevor tyler victor
    vincent vladimir walter warren wayne wilhelm william wolfgang yusuf zachary
    """
)
"""Full forms of given names that only men bear in newspapers."""

WOMEN = _words(
    """
    abigail agnes alexandra alice alison amanda amelia amy andrea angela anita ann anna anne annette audrey barbara
    beatrice bernadette bettina bridget brenda camilla carmen carol caroline catherine cecilia charlotte christina
    christine clara claudia colette cristina cynthia daniela deborah denise diana diane dolores donna doris dorothy
    edith eileen elaine eleanor elena elisabeth elizabeth ella ellen emily emma erika esther eva evelyn fatima fiona
    florence frances gabriela geraldine gertrude gillian gloria grace greta hannah harriet heather heidi helen helena
    hillary ilse ingrid irene isabel isabella jacqueline jane janet janice jennifer jessica joan joanna josephine
    joyce judith julia julie karen karin katherine katrina khadija laura leila lena linda lisa lois lorraine louise
    lucia lucy lydia madeleine margaret maria marianne marie marilyn marion martha mary maureen megan melanie melissa
    michelle mildred miriam monica monika nadia nancy naomi natalia natalie natasha nicole nina nora olga olivia
    pamela patricia paula pauline penelope petra phyllis rachel rebecca renate rita rosa rosemary ruth sabine sally
    sandra sarah sharon sheila shirley sofia sonia sophia sophie stella stephanie susan susanne sylvia tamara tatiana
    teresa theresa tina ursula valerie vanessa vera veronica victoria virginia vivian wendy yasmin yolanda yvonne
    """
)
"""Full forms of given names that only women bear in newspapers."""


def full_given_name(name: str) -> str:
    """The full form of a given name: "bob" → "robert"."""
    return GIVEN_NAMES.get(name, name)
