//! German.

use crate::search::rules::Rules;

pub(super) const RULES: Rules<'static> = Rules {
    stop_words: "als am an auf aus bei beim das dass dem den der des die diese diesem diesen \
        dieser dieses ein eine einem einen einer eines er es für im in ist mit oder \
        sich sie sind so um und von wenn werden wird zu zum zur",
    asking: "bitte danke doch geht habe haben hallo hilfe ich ihr immer jetzt kann kannst können man \
        mehr mein meine meinem meinen meiner mich mir möchte muss sein seine soll uns unser unsere \
        wann warum was weil welche welcher welches wer wieso will wir wo wurde",
    endings: "\
3 nissen>nis nisse>nis ern em er en es e bs>b ds>d fs>f gs>g hs>h ks>k ls>l ms>m ns>n rs>r ts>t
3 en er est
3 heit keit ung lich isch ig
",
    synonyms: "\
Passwort, Kennwort
Benutzername, Anmeldename, Benutzerkennung
anmelden, einloggen, Anmeldung, Login
abmelden, ausloggen
WLAN, Wi-Fi, Funknetz, Drahtlosnetzwerk
VPN, Fernzugriff
E-Mail, Mail, Post, Postfach, Posteingang
Kalender, Termin
Abwesenheitsnotiz, automatische Antwort
Zwei-Faktor, 2FA, MFA, Authenticator
Phishing, Betrug, verdächtige Mail
Virus, Schadsoftware, Malware
Rechner, Computer, PC
Laptop, Notebook
Bildschirm, Monitor, Display
Handy, Smartphone, Mobiltelefon, Telefon
Kopfhörer, Headset
Mikrofon, Mikro
Webcam, Kamera
Ton, Audio, Lautstärke, Klang
Drucker, drucken
Papierstau, Papier klemmt
USB-Stick, Speicherstick
Festplatte, SSD
Ordner, Verzeichnis
Netzlaufwerk, gemeinsamer Ordner
App, Anwendung, Programm, Software
Einstellungen, Optionen
Update, Aktualisierung
langsam, träge, ruckelt
eingefroren, hängt, reagiert nicht
Absturz, abgestürzt
neu starten, Neustart
kaputt, defekt, funktioniert nicht
löschen, entfernen
Bildschirmfoto, Screenshot
Foto, Bild
gesperrt, Sperre
",
};
