// SPDX-License-Identifier: BSL-1.0
#include "screen/criteria_words.hpp"

#include <array>
#include <charconv>

namespace carnk::inline v0_1::detail::criteria {

namespace {

bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool alnum(char c) {
    return digit(c) || letter(c);
}

// The code point at a place and its length; a byte that is not UTF-8 is one of its own, U+FFFD.
char32_t decode(std::string_view s, std::size_t i, std::size_t& length) {
    const auto byte = [&](std::size_t k) {
        return static_cast<unsigned char>(s[k]);
    };
    const unsigned char b = byte(i);
    length = 1;
    if (b < 0x80) return b;
    const std::size_t n = b >= 0xF0 && b < 0xF5 ? 4 : b >= 0xE0 ? 3 : b >= 0xC2 ? 2 : 0;
    if (n == 0 || b >= 0xF5 || i + n > s.size()) return 0xFFFD;
    char32_t c = b & (0xFFU >> (n + 1));
    for (std::size_t k = 1; k < n; ++k) {
        if ((byte(i + k) & 0xC0U) != 0x80U) return 0xFFFD;
        c = (c << 6U) | (byte(i + k) & 0x3FU);
    }
    length = n;
    return c;
}

struct Entity {
    std::string_view name, text;
};
constexpr Entity entities[] = {{"&lt;", "<"},   {"&gt;", ">"},    {"&le;", "<="},   {"&ge;", ">="}, {"&amp;", "&"},
                               {"&nbsp;", " "}, {"&micro;", "u"}, {"&times;", "*"}, {"&mu;", "u"}};

std::string_view spelled(char32_t c) {
    switch (c) {
        case 0x2264:
        case 0x2A7D:
        case 0x2266:
            return "<=";
        case 0x2265:
        case 0x2A7E:
        case 0x2267:
            return ">=";
        case 0xFF1C:
            return "<";
        case 0xFF1E:
            return ">";
        case 0xB5:
        case 0x3BC:
            return "u";
        case 0xD7:
        case 0x2715:
        case 0x2716:
        case 0x22C5:
        case 0xFF0A:
            return "*";
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2212:
        case 0xFF0D:
        case 0x7E:
        case 0xFF5E:
            return "-";
        case 0xA0:
        case 0x2002:
        case 0x2003:
        case 0x2007:
        case 0x2009:
        case 0x200A:
        case 0x202F:
        case 0x3000:
            return " ";
        case 0x2018:
        case 0x2019:
            return "'";
        case 0xFF1A:
            return ":";
        case 0xFF1B:
            return ";";
        case 0xFF0C:
        case 0x3001:
            return ",";
        case 0x3002:
            return ".";
        case 0xFF08:
            return "(";
        case 0xFF09:
            return ")";
        case 0xFF05:
            return "%";
        case 0xFF0B:
        case 0x207A:
            return "+";
        case 0x2044:
        case 0x2215:
            return "/";
        case 0x200B:
        case 0xFEFF:
        case 0xAD:
            return "";
        default:
            return {};
    }
}

// The digit of a superscript, or -1.
int superscript(char32_t c) {
    if (c == 0xB9) return 1;
    if (c == 0xB2) return 2;
    if (c == 0xB3) return 3;
    if (c == 0x2070) return 0;
    if (c >= 0x2074 && c <= 0x2079) return static_cast<int>(c - 0x2070);
    return -1;
}

}  // namespace

Plain plain(std::string_view source) {
    Plain p;
    p.text.reserve(source.size());
    p.at.reserve(source.size() + 1);
    const auto put = [&](std::string_view s, std::size_t at) {
        for (const char c : s) {
            p.text += c;
            p.at.push_back(static_cast<std::uint32_t>(at));
        }
    };
    bool raised = false;
    for (std::size_t i = 0, n = 1; i < source.size(); i += n) {
        const char c = source[i];
        n = 1;
        if (static_cast<unsigned char>(c) < 0x80) {
            raised = false;
            if (c == '\\' && i + 1 < source.size() &&
                std::string_view("<>*[]()_#.+-~&=^|").find(source[i + 1]) != std::string_view::npos)
                continue;  // an escaped sign
            if (c == '&') {
                const Entity* found = nullptr;
                for (const Entity& e : entities)
                    if (source.substr(i, e.name.size()) == e.name) found = &e;
                if (found) {
                    put(found->text, i);
                    n = found->name.size();
                    continue;
                }
            }
            const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            put(std::string_view(c == '['                                                        ? "("
                                 : c == ']'                                                      ? ")"
                                 : c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v' ? " "
                                 : c == '~'                                                      ? "-"
                                            : std::string_view(&low, 1)),
                i);
            continue;
        }
        const char32_t code = decode(source, i, n);
        if (const int d = superscript(code); d >= 0) {
            if (!raised) put("^", i);
            const char digit_char = static_cast<char>('0' + d);
            put(std::string_view(&digit_char, 1), i);
            raised = true;
            continue;
        }
        raised = false;
        const std::string_view s = spelled(code);
        if (s.data() != nullptr)
            put(s, i);
        else
            put("\x01", i);  // a letter or sign that means nothing here
    }
    p.at.push_back(static_cast<std::uint32_t>(source.size()));
    return p;
}

Op negated(Op op) {
    constexpr Op opposite[] = {Op::none, Op::at_least, Op::more, Op::at_most, Op::less};
    return opposite[static_cast<std::size_t>(op)];
}

std::string stem(std::string_view word) {
    std::string w(word);
    const auto replace = [&](std::string_view from, std::string_view to) {
        if (const std::size_t at = w.find(from); at != std::string::npos) w.replace(at, from.size(), to);
    };
    replace("aemia", "emia");
    replace("haemo", "hemo");
    replace("haema", "hema");
    replace("tumour", "tumor");
    replace("oedema", "edema");
    replace("enrolment", "enrollment");
    replace("oestr", "estr");
    if (w == "lives") return "life";
    if (w == "biopsies" || w == "therapies" || w == "malignancies" || w == "antibodies" || w == "pregnancies")
        return w.substr(0, w.size() - 3) + 'y';
    if (w == "diagnoses" || w == "metastases" || w == "prognoses") {
        w[w.size() - 2] = 'i';
        return w;
    }
    if (w.size() > 3 && w.back() == 's' && w[w.size() - 2] != 's' && w[w.size() - 2] != 'u' && w[w.size() - 2] != 'i')
        w.pop_back();
    return w;
}

// --- units ------------------------------------------------------------------------------------------------------------

namespace {

// The text from a place without blanks, with the place of each byte.
struct Squeezed {
    std::array<char, 40> text{};
    std::array<std::uint32_t, 41> at{};
    std::size_t size = 0;
};

struct Spelling {
    std::string_view text, ucum;
};
constexpr Spelling spellings[] = {
    {"g/dl", "g/dL"},
    {"gm/dl", "g/dL"},
    {"grams/dl", "g/dL"},
    {"g/100ml", "g/dL"},
    {"g/deciliter", "g/dL"},
    {"g/l", "g/L"},
    {"gm/l", "g/L"},
    {"g/liter", "g/L"},
    {"mg/dl", "mg/dL"},
    {"mg/deciliter", "mg/dL"},
    {"mg/100ml", "mg/dL"},
    {"umol/l", "umol/L"},
    {"micromol/l", "umol/L"},
    {"mcmol/l", "umol/L"},
    {"mmol/l", "mmol/L"},
    {"umol/liter", "umol/L"},
    {"ml/min/1.73m2", "mL/min/{1.73_m2}"},
    {"ml/min/1.73m^2", "mL/min/{1.73_m2}"},
    {"ml/minute/1.73m2", "mL/min/{1.73_m2}"},
    {"ml/minute/1.73m^2", "mL/min/{1.73_m2}"},
    {"ml/min", "mL/min"},
    {"ml/minute", "mL/min"},
    {"ml/mn", "mL/min"},
    {"cc/min", "mL/min"},
    {"ml/s", "mL/s"},
    {"%", "%"},
    {"percent", "%"},
    {"kg", "kg"},
    {"kgs", "kg"},
    {"kilograms", "kg"},
    {"kilogram", "kg"},
    {"msec", "ms"},
    {"ms", "ms"},
    {"milliseconds", "ms"},
    {"msecs", "ms"},
    {"mg/day", "mg/d"},
    {"mg/d", "mg/d"},
    {"mgdaily", "mg/d"},
    {"mg/daily", "mg/d"},
    {"mg/kg/day", "mg/kg/d"},
    {"mg/24h", "mg/d"},
    {"mg/kg/d", "mg/kg/d"},
    {"mgaday", "mg/d"},
    {"mgoncedaily", "mg/d"},
    {"u/l", "U/L"},
    {"iu/l", "[IU]/L"},
    {"sec", "s"},
    {"seconds", "s"},
    {"mm", "mm"},
    {"cm", "cm"},
};
constexpr std::string_view volumes[][2] = {
    {"/ul", "/uL"},         {"/mcl", "/uL"},        {"/mm3", "/uL"},
    {"/mm^3", "/uL"},       {"/cumm", "/uL"},       {"/cubicmillimeter", "/uL"},
    {"/microliter", "/uL"}, {"/microlitre", "/uL"}, {"/liter", "/L"},
    {"/litre", "/L"},       {"/l", "/L"},           {"/cmm", "/uL"},
    {"/mmc", "/uL"},
};

}  // namespace

UnitRead read_unit(std::string_view text, std::uint32_t at) {
    Squeezed s;
    std::uint32_t i = at;
    for (; i < text.size() && s.size < s.text.size(); ++i) {
        if (text[i] == ' ') {
            if (text.substr(i, 5) == " per ") {
                s.at[s.size] = i;
                s.text[s.size++] = '/';
                i += 4;
            }
            continue;
        }
        s.at[s.size] = i;
        s.text[s.size++] = text[i];
    }
    const std::string_view t(s.text.data(), s.size);
    // The unit must end where a word ends.
    const auto ends = [&](std::size_t n) {
        if (n == 0) return false;
        const std::uint32_t after = s.at[n - 1] + (text.substr(s.at[n - 1], 5) == " per " ? 5U : 1U);
        return after >= text.size() || !alnum(text[after]);
    };
    UnitRead best;
    std::size_t length = 0;
    const auto offer = [&](std::size_t n, std::string_view ucum) {
        if (n > length && ends(n)) {
            length = n;
            best.ucum = ucum;
            best.end = s.at[n - 1] + 1;
        }
    };
    for (const Spelling& u : spellings)
        if (t.substr(0, u.text.size()) == u.text) offer(u.text.size(), u.ucum);
    // Counts: [x 10^9] [cells] / volume
    std::size_t k = 0;
    std::string_view power;
    const bool sign = !t.empty() && (t[0] == 'x' || t[0] == '*');
    if (sign) k = 1;
    if (t.substr(k, 2) == "10") {
        std::size_t m = k + 2;
        bool raised = false;
        while (m < t.size() && (t[m] == '^' || t[m] == '*' || t[m] == 'e' || t[m] == '(' || t[m] == '-')) {
            raised = raised || t[m] != '-';
            ++m;
        }
        if (m < t.size() && (raised || sign)) {
            power = t[m] == '9' ? "9" : t[m] == '3' ? "3" : t[m] == '6' ? "6" : "";
            ++m;
            if (m < t.size() && t[m] == ')') ++m;
            k = power.empty() ? 0 : m;
        }
    } else if (!sign && (t.substr(0, 2) == "k/" || t.substr(0, 5) == "thou/")) {
        power = "3";
        k = t[0] == 'k' ? 1 : 4;
    }
    if (sign && power.empty()) return best;
    for (const std::string_view cells : {"cells", "cell", "neutrophils", "platelets", "lymphocytes"})
        if (t.substr(k, cells.size()) == cells) {
            k += cells.size();
            break;
        }
    for (const auto& v : volumes) {
        if (t.substr(k, v[0].size()) != v[0]) continue;
        const bool liter = v[1] == "/L";
        if (power.empty())
            offer(k + v[0].size(), v[1]);
        else if (power == "9")
            offer(k + v[0].size(), liter ? "10*9/L" : "10*9/uL");
        else if (power == "6")
            offer(k + v[0].size(), liter ? "10*6/L" : "10*6/uL");
        else
            offer(k + v[0].size(), liter ? "10*3/L" : "10*3/uL");
    }
    return best;
}

// --- tokens -----------------------------------------------------------------------------------------------------------

namespace {

struct Raw {
    Token token;
    std::string stem;  // of a word, the text of a number, or a sign
};

// "1,500.5"; a comma before three digits groups, else it is a decimal comma.
std::uint32_t number_end(std::string_view t, std::uint32_t i, double& value) {
    std::string digits;
    std::uint32_t k = i;
    bool point = false;
    while (k < t.size()) {
        if (digit(t[k])) {
            digits += t[k++];
        } else if (t[k] == ',' && k + 1 < t.size() && digit(t[k + 1]) && !point) {
            std::uint32_t m = k + 1;
            while (m < t.size() && digit(t[m]))
                ++m;
            const std::uint32_t group = m - k - 1;
            if (group == 3 && digits.size() <= 3 + 3 * (k - i > 3 ? 1U : 0U)) {
                ++k;
            } else if (group == 3 && digits.size() > 3) {
                ++k;
            } else if (group < 3) {
                digits += '.';
                point = true;
                ++k;
            } else {
                break;
            }
        } else if (t[k] == '.' && k + 1 < t.size() && digit(t[k + 1]) && !point) {
            digits += '.';
            point = true;
            ++k;
        } else {
            break;
        }
        if (digits.size() > 40) break;
    }
    value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return k;
}

constexpr std::string_view number_words[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                             "seven", "eight", "nine", "ten",   "eleven", "twelve"};

void put_compare(std::vector<Raw>& raw, std::string_view t, std::uint32_t& i) {
    const std::uint32_t begin = i;
    bool less = false, more = false, equal = false;
    std::uint32_t k = i;
    // ">=", "=>", "> =", ">/=", "≥"
    while (k < t.size() && k < begin + 5) {
        if (t[k] == '<')
            less = true;
        else if (t[k] == '>')
            more = true;
        else if (t[k] == '=')
            equal = true;
        else if (!((t[k] == ' ' || t[k] == '/') && k + 1 < t.size() &&
                   (t[k + 1] == '=' || (t[k] == '/' && t[k + 1] == ' '))))
            break;
        ++k;
    }
    Raw r;
    r.token.begin = begin;
    r.token.end = k;
    r.token.role = less != more ? Role::compare : Role::unknown;
    r.token.op = less ? (equal ? Op::at_most : Op::less) : (equal ? Op::at_least : Op::more);
    raw.push_back(r);
    i = k;
}

std::vector<Raw> raw_tokens(std::string_view t) {
    std::vector<Raw> raw;
    const auto push = [&](Role role, std::uint32_t begin, std::uint32_t end, std::string text) {
        Raw r;
        r.token.role = role;
        r.token.begin = begin;
        r.token.end = end;
        r.stem = std::move(text);
        raw.push_back(std::move(r));
    };
    std::uint32_t i = 0;
    const auto size = static_cast<std::uint32_t>(t.size());
    while (i < size) {
        const char c = t[i];
        if (c == ' ' || c == '\'' || c == '"') {
            ++i;
        } else if (digit(c)) {
            double value = 0;
            const std::uint32_t end = number_end(t, i, value);
            push(Role::number, i, end, std::string(t.substr(i, end - i)));
            raw.back().token.value = value;
            i = end;
        } else if (letter(c)) {
            std::uint32_t end = i;
            if (c == 'x' && i + 1 < size && digit(t[i + 1])) {
                end = i + 1;
            } else {
                while (end < size && alnum(t[end]))
                    ++end;
                // "cldn18.2", "b7"
                if (end + 1 < size && t[end] == '.' && digit(t[end + 1]) && digit(t[end - 1])) {
                    ++end;
                    while (end < size && digit(t[end]))
                        ++end;
                }
            }
            std::string word = stem(t.substr(i, end - i));
            if (word.size() == 1 && word[0] == 'x' && !raw.empty() && raw.back().token.role == Role::number) {
                push(Role::times, i, end, "*");
            } else {
                push(Role::unknown, i, end, std::move(word));
            }
            i = end;
        } else if (c == '<' || c == '>' || (c == '=' && i + 1 < size && (t[i + 1] == '<' || t[i + 1] == '>'))) {
            put_compare(raw, t, i);
        } else if (c == '-') {
            const bool inside =
                i > 0 && i + 1 < size && alnum(t[i - 1]) && alnum(t[i + 1]) && !(digit(t[i - 1]) && digit(t[i + 1]));
            if (!inside) push(Role::dash, i, i + 1, "-");
            ++i;
        } else {
            Role role = Role::unknown;
            switch (c) {
                case ',':
                    role = Role::comma;
                    break;
                case ';':
                    role = Role::stop;
                    break;
                case '.':
                    role = Role::stop;
                    break;
                case ':':
                    role = Role::colon;
                    break;
                case '(':
                    role = Role::open;
                    break;
                case ')':
                    role = Role::close;
                    break;
                case '/':
                    role = Role::slash;
                    break;
                case '%':
                    role = Role::percent;
                    break;
                case '*':
                    role = Role::times;
                    break;
                case '+':
                    role = Role::plus;
                    break;
                case '&':
                    role = Role::both;
                    break;
                default:
                    break;
            }
            push(role, i, i + 1, std::string(1, c));
            ++i;
        }
    }
    return raw;
}

}  // namespace

std::vector<Token> tokens(const Plain& p) {
    const std::vector<Raw> raw = raw_tokens(p.text);
    std::vector<Token> out;
    out.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size();) {
        Token t = raw[i].token;
        std::size_t length = 1;
        if (t.role == Role::unknown || t.role == Role::both) {
            if (const std::vector<Phrase>* list = phrases_of(raw[i].stem))
                for (const Phrase& phrase : *list) {
                    if (i + phrase.words.size() > raw.size()) continue;
                    std::size_t k = 1;
                    while (k < phrase.words.size() && raw[i + k].stem == phrase.words[k])
                        ++k;
                    if (k < phrase.words.size()) continue;
                    t.role = phrase.meaning.role;
                    t.meaning = &phrase.meaning;
                    length = k;
                    break;
                }
            if (length == 1 && t.role == Role::unknown) {
                for (std::size_t n = 0; n < std::size(number_words); ++n)
                    if (raw[i].stem == number_words[n]) {
                        t.role = Role::number;
                        t.value = static_cast<double>(n);
                    }
                if (raw[i].stem == "eighteen") {
                    t.role = Role::number;
                    t.value = 18;
                }
            }
            t.end = raw[i + length - 1].token.end;
            if (t.role == Role::compare && t.meaning != nullptr) {
                const std::string_view c = t.meaning->code;
                t.op = c == "<" ? Op::less : c == "<=" ? Op::at_most : c == ">" ? Op::more : Op::at_least;
            }
        }
        out.push_back(t);
        i += length;
    }
    return out;
}

}  // namespace carnk::inline v0_1::detail::criteria
