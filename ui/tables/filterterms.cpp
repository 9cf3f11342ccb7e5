// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/filterterms.h"

#include <algorithm>

namespace ui {

QStringList splitTerms(const QString &text)
{
    QStringList terms;
    QString term;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        if (c.isSpace() && !quoted) {
            if (!term.isEmpty())
                terms.append(std::exchange(term, {}));
        } else {
            term.append(c);
        }
    }
    if (!term.isEmpty())
        terms.append(term);
    return terms;
}

QString withTerm(const QString &text, const QString &term)
{
    QStringList terms = splitTerms(text);
    terms.removeAll(term.startsWith(u'!') ? term.mid(1) : u'!' + term);
    if (!terms.contains(term))
        terms.append(term);
    return terms.join(u' ');
}

QString wordBefore(const QString &text, int position)
{
    int start = std::clamp(position, 0, static_cast<int>(text.size()));
    const int end = start;
    while (start > 0 && !text[start - 1].isSpace())
        --start;
    if (start < end && text[start] == u'!')
        ++start;
    const QString word = text.mid(start, end - start);
    static constexpr QStringView operators = u":=<>/\"|";
    const bool named = std::any_of(word.cbegin(), word.cend(), [](QChar c) { return operators.contains(c); });
    return named ? QString() : word;
}

} // namespace ui
