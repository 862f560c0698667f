//! French.

use crate::search::rules::Rules;

pub(super) const RULES: Rules<'static> = Rules {
    stop_words: "a à au aux avec ce ces cet cette d c'est dans de des du elle en est et il ils je la le les leur \
        leurs l lorsque mais n ne on ou où par pas plus pour qu que qui s sa se ses si son sont \
        sur un une vos votre vous y",
    asking: "ai aide aider avoir bonjour ça comment dois es être fait faire j'ai j m ma me mes merci \
        moi mon ne n'est nos notre nous peut peux plaît pourquoi puis quand quel quelle quelles \
        quels quoi suis tout très veux voudrais",
    endings: "\
3 eaux>eau aux>al eux>eu s
4 issement ation ateur atrice ement ment
5 age
3 euse>eu ive>if iere>ier er ez ir ee es e
3 nn>n ll>l tt>t mm>m ss>s pp>p rr>r
3 tion>t sion>s
2 qu>c
",
    synonyms: "\
mot de passe, code d'accès
identifiant, nom d'utilisateur, login
se connecter, ouvrir une session
se déconnecter, fermer la session
wifi, wi-fi, sans fil
VPN, accès distant, accès à distance
courriel, e-mail, mail, messagerie, boîte de réception
calendrier, agenda
réunion, rendez-vous
double authentification, deux facteurs, 2FA, MFA
hameçonnage, phishing, arnaque
virus, logiciel malveillant
ordinateur, PC, poste de travail
ordinateur portable, portable
écran, moniteur, affichage
téléphone, smartphone, mobile
casque, écouteurs
micro, microphone
webcam, caméra
son, audio, volume
imprimante, imprimer, impression
bourrage papier, papier coincé
clé USB, clef USB
disque dur, SSD
dossier, répertoire
lecteur réseau, dossier partagé
application, logiciel, programme, appli
paramètres, réglages, préférences, options
mise à jour, actualisation
lent, lenteur, rame
figé, ne répond pas
plantage, plante
redémarrer, redémarrage
en panne, cassé, ne fonctionne pas
supprimer, effacer, enlever
corbeille, poubelle
capture d'écran, copie d'écran
image, photo
",
};
