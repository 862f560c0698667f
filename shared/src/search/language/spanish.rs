//! Spanish.

use crate::search::rules::Rules;

pub(super) const RULES: Rules<'static> = Rules {
    stop_words: "a al con de del e el en es la las le les lo los no o para por que se si su sus \
        un una unos unas y",
    asking: "algo alguien ayuda ayudar cómo cuál cuáles cuándo debo dónde estoy favor fue gracias ha \
        hacer hago he hola me mi mis muy nos nuestra nuestro poder por porque puede puedo qué \
        quiero quién sea ser soy tengo tiene todo yo",
    endings: "\
3 ces>z es s
3 amiento imiento acion icion mente able ible idad
3 ando iendo ado ada ido ida ar er ir
3 a e o
2 qu>c gu>g
",
    synonyms: "\
contraseña, clave
nombre de usuario, identificador de usuario
iniciar sesión, inicio de sesión
cerrar sesión, cierre de sesión
wifi, wi-fi, inalámbrico
VPN, acceso remoto
correo electrónico, correo, e-mail, mail
calendario, agenda
reunión, cita
dos factores, doble factor, 2FA, MFA
phishing, estafa, fraude
virus, malware
ordenador, computadora, equipo, PC
portátil, laptop
pantalla, monitor
móvil, teléfono, celular, smartphone
auriculares, cascos, audífonos
micrófono, micro
cámara, webcam
sonido, audio, volumen
impresora, imprimir, impresión
atasco de papel, papel atascado
memoria USB, pendrive
disco duro, SSD
carpeta, directorio
unidad de red, carpeta compartida
aplicación, programa, software
configuración, ajustes, preferencias
lento, lentitud
congelado, no responde
reiniciar, reinicio
roto, averiado, no funciona
eliminar, borrar, quitar
papelera, papelera de reciclaje
captura de pantalla, pantallazo
imagen, foto, fotografía
",
};
