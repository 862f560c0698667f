//! English.

use crate::search::rules::Rules;

pub(super) const RULES: Rules<'static> = Rules {
    stop_words: "a an and are as at be but by for if in into is it no not of on or such that the \
        their then there these they this to was will with",
    asking: "am any been can cannot can't could did do does doesn't don't from get had has have \
        hello help hi how i I'd I'm I've just me my our please said say says should so some thanks \
        want we were what when where which who why would you your",
    endings: "\
3 sses>ss ies>y ss>ss us>us is>is s
3 eed>eed ied>y ed ing
2 bb>b dd>d ff>f gg>g mm>m nn>n pp>p rr>r tt>t
5 ll>l
3 ily>y ally>al cly>c dly>d ely>e gly>g hly>h kly>k mly>m nly>n rly>r sly>s tly>t
3 ness ful ibility ability>able
3 ification>ify ization isation
3 ize ise
4 ation tion>t sion>s able ible ity ate
5 ment ance ence ant ent ive ous al
5 ical ic
6 er
3 ie>y e
",
    synonyms: "\
wi fi, wireless, wlan
log in, log on, sign in
log out, log off, sign out
password, passcode, passphrase
user name, user id, login name, account name
forgot, forget, forgotten
locked out, lock out, account locked, blocked account
expire, run out
account, user account, profile
pin, pin code
fingerprint, face id, biometric
2fa, mfa, two factor, multi factor, two factor authentication, multi factor authentication, two step verification, authenticator
one time code, verification code, security code
permission, access right, authorization, authorisation
access denied, no access, permission denied, not authorized, not allowed
administrator, admin
licence, license, subscription, product key
encrypt, encryption, bitlocker
virus, malware, ransomware, spyware, trojan
phishing, scam, fraud, suspicious mail, suspicious e mail
spam, junk mail, junk
lost, stolen, missing
badge, id card, access card, key card
e mail, mail, mailbox, inbox
attachment, attached file
distribution list, mailing list, group address
out of office, automatic reply, auto reply, vacation message
contact, address book
calendar, diary
meeting, appointment
meeting room, conference room
video call, video conference, video meeting, online meeting
share screen, screen sharing, present
vpn, virtual private network, remote access
remote desktop, rdp
work from home, home office, remote work
internet, web
website, web page, web site, site
browser, web browser
bookmark, favourite, favorite
link, url, web address, hyperlink
extension, add on, add in, plug in
offline, disconnected, no connection, no internet, not connected
ethernet, network cable, lan cable, wired
hotspot, tethering
computer, pc, workstation
laptop, notebook
tablet, ipad
smartphone, mobile phone, cell phone, mobile, phone
desk phone, landline, telephone
voicemail, answering machine
forward calls, call forwarding, divert calls
sim, sim card, esim
monitor, screen, display
second screen, second monitor, external monitor, external screen, dual monitor, two monitors
black screen, blank screen, no display, no picture
blue screen, bsod
flicker, flash
headphones, headset, earphones, earbuds
microphone, mic
webcam, camera
sound, audio, volume
touchpad, trackpad
cursor, pointer
docking station, dock
charger, power supply, power adapter
usb stick, flash drive, thumb drive, memory stick
hard drive, hard disk, ssd
disk full, storage full, out of space, no space, quota
printer, print
paper jam, jammed paper, stuck paper
toner, ink, cartridge
copier, photocopier
scanner, scan
slow, sluggish, lag, lagging, takes forever
frozen, freeze, hang, stuck, not responding, unresponsive
crash, closes by itself, quit unexpectedly
not working, does not work, doesn't work, broken, faulty, defective
error, error message, failure
overheat, too hot
restart, reboot
shut down, turn off, switch off, power off
turn on, switch on, power on, boot
install, set up, setup
update, upgrade, patch
app, application, program, software
settings, preferences, options
delete, remove, erase
restore, recover, undelete
trash, recycle bin, wastebasket
sync, synchronize, synchronise
folder, directory
shared drive, network drive, file share, network share, shared folder
cloud storage, online storage
spreadsheet, excel, worksheet
presentation, slides, powerpoint
picture, photo, image
screenshot, screen capture, print screen
shortcut, hotkey, key combination
color, colour
font, typeface
keyboard layout, input language
lock screen, screen lock
new starter, new employee, new hire, joiner, onboarding
leaver, offboarding
order, buy, purchase
help desk, service desk, it support
change, modify
",
};
