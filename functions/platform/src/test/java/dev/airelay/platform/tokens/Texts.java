package dev.airelay.platform.tokens;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts of many kinds, the same ones each time.
///
/// Prose is from the Universal Declaration of Human Rights, its clauses in another order each time
/// (https://www.ohchr.org/en/human-rights/universal-declaration/translations, in the public
/// domain).
final class Texts {
    private static final int UNIT = 20_000;

    private static final Map<String, String> PROSE =
            Map.ofEntries(
                    Map.entry(
                            "English",
                            "All human beings are born free and equal in dignity and rights.| They are endowed with reason and conscience and should act towards one another in a spirit of brotherhood.| Everyone is entitled to all the rights and freedoms set forth in this Declaration, without distinction of any kind, such as race, colour, sex, language, religion, political or other opinion, national or social origin, property, birth or other status.| No one shall be held in slavery or servitude;| slavery and the slave trade shall be prohibited in all their forms.\n"),
                    Map.entry(
                            "German",
                            "Alle Menschen sind frei und gleich an Würde und Rechten geboren.| Sie sind mit Vernunft und Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen.| Jeder hat Anspruch auf die in dieser Erklärung verkündeten Rechte und Freiheiten ohne irgendeinen Unterschied, etwa nach Rasse, Hautfarbe, Geschlecht, Sprache, Religion, politischer oder sonstiger Überzeugung, nationaler oder sozialer Herkunft, Vermögen, Geburt oder sonstigem Stand.| Niemand darf in Sklaverei oder Leibeigenschaft gehalten werden.\n"),
                    Map.entry(
                            "French",
                            "Tous les êtres humains naissent libres et égaux en dignité et en droits.| Ils sont doués de raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité.| Chacun peut se prévaloir de tous les droits et de toutes les libertés proclamés dans la présente Déclaration, sans distinction aucune, notamment de race, de couleur, de sexe, de langue, de religion, d'opinion politique ou de toute autre opinion.| Nul ne sera tenu en esclavage ni en servitude.\n"),
                    Map.entry(
                            "Spanish",
                            "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia, deben comportarse fraternalmente los unos con los otros.| Toda persona tiene todos los derechos y libertades proclamados en esta Declaración, sin distinción alguna de raza, color, sexo, idioma, religión, opinión política o de cualquier otra índole.| Nadie estará sometido a esclavitud ni a servidumbre.\n"),
                    Map.entry(
                            "Russian",
                            "Все люди рождаются свободными и равными в своем достоинстве и правах.| Они наделены разумом и совестью и должны поступать в отношении друг друга в духе братства.| Каждый человек должен обладать всеми правами и всеми свободами, провозглашенными настоящей Декларацией, без какого бы то ни было различия.\n"),
                    Map.entry(
                            "Chinese",
                            "人人生而自由，在尊严和权利上一律平等。|他们赋有理性和良心，并应以兄弟关系的精神相对待。|人人有资格享有本宣言所载的一切权利和自由，不分种族、肤色、性别、语言、宗教、政治或其他见解、国籍或社会出身、财产、出生或其他身分等任何区别。\n"),
                    Map.entry(
                            "Japanese",
                            "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。|人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。|すべて人は、人種、皮膚の色、性、言語、宗教、政治上その他の意見による差別をも受けることがない。\n"),
                    Map.entry(
                            "Korean",
                            "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.| 인간은 천부적으로 이성과 양심을 부여받았으며 서로 형제애의 정신으로 행동하여야 한다.| 모든 사람은 인종, 피부색, 성, 언어, 종교, 정치적 또는 기타의 견해와 같은 어떠한 종류의 차별이 없이 권리를 누린다.\n"),
                    Map.entry(
                            "Arabic",
                            "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق.| وقد وهبوا عقلاً وضميراً وعليهم أن يعامل بعضهم بعضاً بروح الإخاء.| لكل إنسان حق التمتع بكافة الحقوق والحريات الواردة في هذا الإعلان، دون أي تمييز، كالتمييز بسبب العنصر أو اللون أو الجنس أو اللغة أو الدين.\n"),
                    Map.entry(
                            "Hindi",
                            "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।| उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।\n"));

    private static final Map<String, String> SOURCE =
            Map.of(
                    "Java",
                    "    /// Reads the next frame.|\n    @Override\n    public int read(byte[] buffer, int from, int length) throws IOException {\n        int read = Math.min(length, limit - at);|\n        for (int i = 0; i < read; i++) {\n            buffer[from + i] = bytes[at++];\n        }|\n        return read == 0 ? -1 : read;\n    }\n\n|    private final Map<String, List<Route>> routes = new HashMap<>();\n",
                    "Python",
                    "def fold(rows, key=None):\n    \"\"\"Adds rows up by their key.\"\"\"\n|    sums = defaultdict(int)\n    for row in rows:\n        if key is not None and not row.get(key):\n            continue\n        sums[row[key]] += row['cost'] * 2 ** 3\n|    return {k: v for k, v in sorted(sums.items()) if v > 0}\n\n\n",
                    "minified JavaScript",
                    "!function(e,t){\"object\"==typeof exports?module.exports=t():e.lib=t()}(this,function(){|var n=e[r]||{i:r,l:!1,exports:{}};return t[r].call(n.exports,n,n.exports,o),n.l=!0,n.exports}|for(var i=0,a=s.length;i<a;i++)c(s[i])&&(u+=s[i].w*2>>>1);|Object.defineProperty(t,\"__esModule\",{value:!0}),",
                    "JSON",
                    "{\"id\":48213,\"name\":\"alpha\",\"price\":0.25,\"tags\":[\"new\",\"blue\"],\"created_at\":\"2026-11-27T10:00:00Z\",\"ok\":true},|{\"id\":77,\"owner\":{\"first\":\"Ada\",\"last\":\"Lovelace\"},\"items\":[1,2,3],\"note\":null},",
                    "Markdown",
                    "## How much is held\n\n|- **Input**: one pass over *all* text that the upstream will read ([details](docs/money.md)).\n|| moment | where | what happens |\n|| --- | --- | --- |\n|1. `arrival`: it is estimated.\n");

    private static final Map<String, int[]> DRAWN =
            Map.ofEntries(
                    Map.entry("letters", new int[] {'a', 'z'}),
                    Map.entry("capitals", new int[] {'A', 'Z'}),
                    Map.entry("digits", new int[] {'0', '9'}),
                    Map.entry("marks", new int[] {'!', '/'}),
                    Map.entry("characters of ASCII", new int[] {'!', '~'}),
                    Map.entry("control characters", new int[] {1, 31}),
                    Map.entry("characters of Latin-1", new int[] {0xA0, 0xFF}),
                    Map.entry("Thai letters", new int[] {0xE01, 0xE2E}),
                    Map.entry("Tamil letters", new int[] {0xB85, 0xBCD}),
                    Map.entry("kana", new int[] {0x3041, 0x30FE}),
                    Map.entry("Han", new int[] {0x4E00, 0x9FFF}),
                    Map.entry("Hangul", new int[] {0xAC00, 0xD7A3}),
                    Map.entry("Ethiopic", new int[] {0x1200, 0x1256}),
                    Map.entry("emoji", new int[] {0x1F300, 0x1F64F}),
                    Map.entry("ancient scripts", new int[] {0x10400, 0x10FFF}));

    private static final Map<String, String> ORDINARY = makeOrdinary();
    private static final Map<String, String> ODD = makeOdd();

    private Texts() {}

    /// Kinds of which a megabyte is nothing unusual.
    static Map<String, String> ordinary() {
        return ORDINARY;
    }

    /// Kinds that somebody may send to be held for less.
    static Map<String, String> odd() {
        return ODD;
    }

    private static Map<String, String> makeOrdinary() {
        var texts = new LinkedHashMap<String, String>();
        new TreeMap<>(PROSE).forEach((name, clauses) -> texts.put(name, shuffled(clauses)));
        new TreeMap<>(SOURCE).forEach((name, lines) -> texts.put(name, shuffled(lines)));
        byte[] noise = new byte[UNIT];
        new SplittableRandom(1).nextBytes(noise);
        texts.put("base64", Base64.getEncoder().encodeToString(noise));
        texts.put("hexadecimal", HexFormat.of().formatHex(noise));
        return texts;
    }

    private static Map<String, String> makeOdd() {
        var texts = new LinkedHashMap<String, String>();
        new TreeMap<>(DRAWN).forEach((name, range) -> texts.put("random " + name, drawn(range)));
        texts.put("blanks", " ".repeat(UNIT));
        texts.put("newlines", "\n".repeat(UNIT));
        texts.put("blanks of all kinds", mixed(List.of(" ", "\t", "\n", "\r\n", "  "), 3));
        texts.put("one letter", "a".repeat(UNIT));
        texts.put("one mark", "=".repeat(UNIT));
        texts.put(
                "families", "👨\u200D👩\u200D👧\u200D👦🏳️\u200D🌈👩🏽\u200D💻".repeat(UNIT / 20));
        texts.put("single letters", mixed(List.of("α ", "б ", "x ", "א ", "ب "), 5));
        texts.put("a mix of all", mix(texts));
        return texts;
    }

    /// The text of that kind.
    static String of(String kind) {
        return Stream.of(ordinary(), odd())
                .flatMap(texts -> texts.entrySet().stream())
                .filter(text -> text.getKey().equals(kind))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static String shuffled(String clauses) {
        return mixed(List.of(clauses.split("\\|")), 11);
    }

    private static String drawn(int[] range) {
        return new SplittableRandom(7)
                .ints(UNIT, range[0], range[1] + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static String mixed(List<String> pieces, long seed) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder();
        while (text.length() < UNIT) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    private static String mix(Map<String, String> kinds) {
        var pieces = new ArrayList<String>();
        for (String kind : kinds.values()) {
            pieces.add(kind.substring(0, kind.offsetByCodePoints(0, 40)));
        }
        return mixed(pieces, 13);
    }
}
