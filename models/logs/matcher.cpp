// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/matcher.h"

#include <QCoreApplication>

namespace logs {

core::Result<Matcher> Matcher::of(const Pattern &pattern)
{
    Matcher matcher;
    matcher.m_pattern = pattern;
    QRegularExpression::PatternOptions options = QRegularExpression::MultilineOption;
    if (!pattern.caseSensitive)
        options |= QRegularExpression::CaseInsensitiveOption;
    matcher.m_expression
        = QRegularExpression(pattern.regex ? pattern.text : QRegularExpression::escape(pattern.text), options);
    if (!matcher.m_expression.isValid()) {
        core::Error error;
        error.kind = core::Error::Kind::Config;
        error.detail = QCoreApplication::translate("Logs", "%1, at character %2 of the expression")
                           .arg(matcher.m_expression.errorString())
                           .arg(matcher.m_expression.patternErrorOffset() + 1);
        return core::failure(error);
    }
    matcher.m_expression.optimize();
    if (!pattern.regex && pattern.caseSensitive)
        matcher.m_literal = pattern.text.toUtf8();
    return matcher;
}

QList<Matcher::Hit> Matcher::hits(const QString &line) const
{
    QList<Hit> found;
    if (isEmpty())
        return found;
    QRegularExpressionMatchIterator matches = m_expression.globalMatch(line);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength() > 0)
            found.append({ match.capturedStart(), match.capturedEnd() });
    }
    return found;
}

qsizetype Matcher::countIn(const QString &line) const
{
    return hits(line).size();
}

} // namespace logs
