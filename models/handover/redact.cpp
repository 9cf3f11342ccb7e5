// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/handover/redact.h"

#include <QRegularExpression>
#include <QUrl>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace handover {

namespace {

constexpr qsizetype shortestKnown = 4; ///< shorter ones are words of the text itself

/// What a secret is called, with what may stand around it: "DB_PASSWORD", "apiKey", "\"access-token\"".
const QString &name()
{
    static const QString word = u"[\\w.-]*(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|"
                                "private[_-]?key|credential)[\\w.-]*"_s;
    return word;
}

struct Rule
{
    QRegularExpression pattern;
    QString replacement;
};

const std::array<Rule, 8> &rules()
{
    const auto made = [](const QString &pattern, const QString &replacement) {
        const auto options = QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption;
        return Rule{ QRegularExpression(pattern, options), replacement };
    };
    static const std::array<Rule, 8> all{
        made(u"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"_s, u"…"_s),
        made(
            u"(authorization\\\\*\"?\\s*[:=]\\s*\\\\*\"?|\\bbasic\\s+|\\bbearer\\s+)(?!realm=)[^\\s<\"'&\\\\]{6,}(\\s+[^\\s<\"'&\\\\]+)?"_s,
            u"\\1…"_s),
        // "name": "value", also where the JSON is itself a text in JSON.
        made(u"(\"%1\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*\""_s.arg(name()), u"\\1…\""_s),
        made(u"(\\\\+\"%1\\\\+\"\\s*:\\s*\\\\+\").*?(\\\\+\")"_s.arg(name()), u"\\1…\\2"_s),
        // NAME=value, name: value, --name=value, --name value; the value in quotes or up to the next blank.
        made(u"(\\b%1\\s*[:=]\\s*|--?%1\\s+)(?:\"[^\"\\n]*\"|'[^'\\n]*'|[^\\s,;&\"'{}\\[\\]\\\\]+)"_s.arg(name()),
             u"\\1…"_s),
        made(u"(\\w://[^/\\s:@\"]+:)[^/\\s@\"]+@"_s, u"\\1…@"_s),
        made(u"\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"_s, u"\\1…"_s),
        made(u"\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"_s, u"…"_s),
    };
    return all;
}

} // namespace

QString withoutSecrets(QString text, const QStringList &known)
{
    for (const QString &secret : known) {
        if (secret.size() < shortestKnown)
            continue;
        text.replace(secret, u"…"_s);
        text.replace(QString::fromLatin1(QUrl::toPercentEncoding(secret)), u"…"_s);
    }
    for (const Rule &rule : rules())
        text.replace(rule.pattern, rule.replacement);
    return text;
}

} // namespace handover
