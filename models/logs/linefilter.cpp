// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/linefilter.h"

#include "models/core/foldedsearch.h"

#include <algorithm>

namespace logs {

LineFilter::LineFilter(const QString &terms, Level atLeast)
    : m_atLeast(atLeast)
{
    for (qsizetype i = 0; i < terms.size();) {
        if (terms[i].isSpace()) {
            ++i;
            continue;
        }
        const bool without = terms[i] == u'!';
        i += without ? 1 : 0;
        QString term;
        if (i < terms.size() && terms[i] == u'"') {
            const qsizetype close = terms.indexOf(u'"', i + 1);
            term = close < 0 ? terms.mid(i + 1) : terms.mid(i + 1, close - i - 1);
            i = close < 0 ? terms.size() : close + 1;
        } else {
            const qsizetype from = i;
            while (i < terms.size() && !terms[i].isSpace())
                ++i;
            term = terms.mid(from, i - from);
        }
        if (!term.isEmpty())
            (without ? m_without : m_with).append(term.toUtf8().toLower());
    }
}

bool LineFilter::passes(std::string_view line, Level level) const
{
    if (m_atLeast != Level::None && level < m_atLeast)
        return false;
    const auto here = [line](const QByteArray &term) {
        return core::containsFolded(line, { term.constData(), static_cast<size_t>(term.size()) });
    };
    return std::ranges::all_of(m_with, here) && std::ranges::none_of(m_without, here);
}

} // namespace logs
