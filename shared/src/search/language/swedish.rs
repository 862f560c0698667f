//! Swedish.

use crate::search::rules::Rules;

pub(super) const RULES: Rules<'static> = Rules {
    stop_words: "att av de dem den denna det detta du din dina ditt där en er ett för från han \
        har i in inte kan med men och om på sig sin sina sitt som så till ut är",
    asking: "behöver du finns fungerar får går gör göra hej hjälp hur hänger jag kan ju kunna man \
        mig min mina mitt måste nu oss skulle snälla tack vad varför vart vem vi vill vilket vår \
        våra",
    endings: "\
3 heterna hetens anden heten heter arnas ernas ornas andes andet arens arna erna orna ande arne aste \
aren ades erns ade are ern ens het ast ad en ar er or as es at a e bs>b ds>d fs>f gs>g hs>h js>j \
ks>k ls>l ms>m ns>n os>o rs>r ts>t vs>v ys>y
3 lig ig els
2 dd>d gd>g nn>n dt>d gt>g kt>k tt>t mm>m
",
    synonyms: "\
lösenord, lösenfras
användarnamn, användar-id
logga in, inloggning
logga ut, utloggning
wi-fi, trådlöst nätverk, trådlöst, WLAN
VPN, fjärråtkomst
e-post, mejl, mail, inkorg
kalender, almanacka
möte, bokning
tvåfaktor, 2FA, MFA
nätfiske, phishing, bluff
virus, skadlig kod
dator, PC
bärbar dator, laptop
skärm, bildskärm, monitor
telefon, mobil, smartphone, mobiltelefon
hörlurar, headset
mikrofon, mick
webbkamera, kamera
ljud, volym
skrivare, skriva ut, utskrift
pappersstopp, papper fastnat
USB-minne, minnessticka
hårddisk, SSD
mapp, katalog
nätverksenhet, delad mapp
app, program, programvara
inställningar, alternativ
uppdatering, uppgradering
långsam, seg, trög
fryst, hängt sig, svarar inte
krasch, kraschar
starta om, omstart
trasig, fungerar inte, sönder
ta bort, radera
papperskorg, soptunna
skärmbild, skärmdump
bild, foto
",
};
