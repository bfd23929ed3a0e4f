"""The verbs that plans begin a promise with where nobody is named: "Måla fasaden"."""

import re

# What ends as an infinitive does is as often an adjective ("sociala medier"), so the verbs are named.
_COMPOUNDED = (
    r"\w{0,12}?(?:göra|ställa|lägga|sätta|bättra|låta|söka|visa|följa|bjuda|bygga|arbeta|hjälpa|hålla|vända|ordna"
    r"|ansöka|dela|\w{2}(?<!fl)(?<!ev)era)"
)
_WHOLE = (
    "bada baka bemanna betala bevaka bevara bilda byta börja cykla dansa delta dra driva engagera "
    "ersätta fika fira fortsätta fylla få förbereda förenkla förhandla förnya ge granska gräva gå ha "
    "hitta hyra hämta höja intervjua klippa knacka köpa laga locka lämna läsa lära lösa marknadsföra "
    "minska måla märka mötas nå odla olja plantera plocka putsa påverka rensa resa ringa rusta röja "
    "rösta samla samtala samverka se skaffa skapa skicka skriva skydda sjunga slutföra sprida spela stå "
    "städa starta stärka stödja stötta synas sälja ta tacka tala tjära trycka träffa träffas träna "
    "tvätta tävla underhålla undersöka uppmana uppmuntra utbilda utse utveckla vandra vara vårda välja "
    "välkomna värva värna öka öppna öva översätta bygg köp gör håll ställ sätt lägg bjud byt sälj stärk "
    "stöd driv klipp"
).split()
_VERB_FIRST = re.compile(
    rf"(?:(?:inte|också|även|gemensamt|regelbundet|aktivt)\s)?(?:{_COMPOUNDED}|{'|'.join(_WHOLE)})\s\S",
    re.IGNORECASE,
)


def begins_with_verb(sentence: str) -> bool:
    """Whether a sentence of two words or more begins with what somebody is to do."""
    return bool(_VERB_FIRST.match(sentence))
