// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QList>
#include <QRegularExpression>
#include <QString>

namespace logs {

/// What is looked for. A value.
struct Pattern
{
    QString text;
    bool regex = false;
    bool caseSensitive = false;
    bool operator==(const Pattern &) const = default;
};

/// A pattern made ready, for one line at a time. Copies are cheap; each thread takes one of its own.
class Matcher
{
public:
    /// Config: the expression is faulty; `detail` says what and where. An empty pattern matches nothing.
    static core::Result<Matcher> of(const Pattern &pattern);

    struct Hit
    {
        qsizetype begin = 0;
        qsizetype end = 0;
        bool operator==(const Hit &) const = default;
    };
    QList<Hit> hits(const QString &line) const; ///< ascending; empty matches are none
    qsizetype countIn(const QString &line) const;
    bool isEmpty() const { return m_pattern.text.isEmpty(); }
    const Pattern &pattern() const { return m_pattern; }
    /// The bytes that a line must hold to match, where the pattern is such; else empty: ask the expression.
    const QByteArray &literal() const { return m_literal; }
    /// With "^" and "$" at each line of a text of many.
    const QRegularExpression &expression() const { return m_expression; }

private:
    Pattern m_pattern;
    QRegularExpression m_expression;
    QByteArray m_literal;
};

} // namespace logs
