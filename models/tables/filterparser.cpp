// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/tr.h"
#include "models/tables/closestword.h"
#include "models/tables/filterterm.h"
#include "models/tables/quantity.h"

using namespace Qt::StringLiterals;

namespace tables {

namespace {

using core::tr;

core::Error mistake(const QString &sentence, QStringView term)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = sentence;
    error.path = term.toString();
    return error;
}

/// A capital means that case matters. In expressions \S and the like are no capitals.
bool hasCapital(QStringView text, bool isPattern = false)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (isPattern && text[i] == u'\\')
            ++i;
        else if (text[i].isUpper())
            return true;
    }
    return false;
}

struct Alternative
{
    QString text;
    bool quoted = false;
};

class Parser
{
public:
    Parser(QStringView text, const QList<Column> &columns)
        : m_text(text)
        , m_columns(columns)
    {
    }

    core::Result<std::vector<FilterTerm>> parse()
    {
        std::vector<FilterTerm> terms;
        for (skipBlanks(); m_at < m_text.size(); skipBlanks()) {
            m_termBegin = m_at;
            FilterTerm term;
            const core::Result<bool> complete = parseTerm(term);
            if (!complete)
                return core::failure(complete.error());
            if (*complete)
                terms.push_back(std::move(term));
        }
        return terms;
    }

private:
    QChar peek(qsizetype ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar(); }
    bool atEnd() const { return m_at >= m_text.size() || m_text[m_at].isSpace(); }
    QStringView termSoFar() const { return m_text.mid(m_termBegin, m_at - m_termBegin); }

    void skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }

    /// False: the term is not complete yet and lets everything through.
    core::Result<bool> parseTerm(FilterTerm &term)
    {
        if (peek() == u'!' && peek(1) != u'=') {
            term.negated = true;
            ++m_at;
        }
        const qsizetype begin = m_at;
        const QStringView name = takeName();
        const QStringView relation = name.isEmpty() ? QStringView() : takeRelation();
        if (relation.isEmpty()) {
            m_at = begin;
            return parseTextValue(term, false);
        }
        const int column = columnOf(m_columns, name);
        if (column < 0) {
            if (relation.front() == u'<' || relation.front() == u'>')
                return core::failure(unknownColumn(name));
            m_at = begin;
            return parseTextValue(term, false);
        }
        const Column &meant = m_columns.at(column);
        term.column = meant.key;
        if (relation == u"!=")
            term.negated = !term.negated;
        if (meant.isNumeric())
            return parseComparison(term, meant, relation);
        if (relation.front() == u'<' || relation.front() == u'>') {
            takeAlternatives();
            return core::failure(mistake(tr("“%1” holds text: write %1:word or %1=word.").arg(meant.key), termSoFar()));
        }
        return parseTextValue(term, relation != u":");
    }

    QStringView takeName()
    {
        const qsizetype begin = m_at;
        while (!atEnd() && !u"\":=<>"_s.contains(peek()) && !(peek() == u'!' && peek(1) == u'='))
            ++m_at;
        return m_text.mid(begin, m_at - begin);
    }

    QStringView takeRelation()
    {
        for (const QStringView relation : { u"!=", u">=", u"<=", u">", u"<", u"=", u":" }) {
            if (m_text.mid(m_at).startsWith(relation)) {
                m_at += relation.size();
                return relation;
            }
        }
        return {};
    }

    core::Result<bool> parseTextValue(FilterTerm &term, bool exact)
    {
        if (const QStringView pattern = takePattern(); !pattern.isEmpty())
            return parsePattern(term, pattern);
        QList<Alternative> alternatives = takeAlternatives();
        if (!exact || alternatives.size() > 1)
            alternatives.removeIf([](const Alternative &a) { return a.text.isEmpty() && !a.quoted; });
        if (alternatives.isEmpty())
            return false;
        const bool capital = std::any_of(alternatives.cbegin(), alternatives.cend(),
                                         [](const Alternative &a) { return hasCapital(a.text); });
        for (const Alternative &alternative : std::as_const(alternatives))
            term.words.emplace_back(alternative.text, capital ? TextMatch::Case::Exact : TextMatch::Case::Ignored);
        term.test = exact ? FilterTerm::Test::Equals : FilterTerm::Test::Contains;
        return true;
    }

    core::Result<bool> parsePattern(FilterTerm &term, QStringView pattern)
    {
        term.test = FilterTerm::Test::Pattern;
        term.pattern.setPattern(pattern.toString());
        if (!hasCapital(pattern, true))
            term.pattern.setPatternOptions(QRegularExpression::CaseInsensitiveOption);
        if (!term.pattern.isValid()) {
            return core::failure(
                mistake(tr("The expression /%1/ has a mistake at character %2: %3.")
                            .arg(pattern.toString(), QString::number(term.pattern.patternErrorOffset() + 1),
                                 term.pattern.errorString()),
                        termSoFar()));
        }
        term.pattern.optimize();
        return true;
    }

    core::Result<bool> parseComparison(FilterTerm &term, const Column &column, QStringView relation)
    {
        using Relation = FilterTerm::Relation;
        term.test = FilterTerm::Test::Compare;
        term.kind = column.kind;
        term.relation = relation == u">" ? Relation::Greater
            : relation == u">="          ? Relation::GreaterOrEqual
            : relation == u"<"           ? Relation::Less
            : relation == u"<="          ? Relation::LessOrEqual
                                         : Relation::Equal;
        const QList<Alternative> alternatives = takeAlternatives();
        for (const Alternative &alternative : alternatives) {
            if (alternative.text.isEmpty() && alternatives.size() > 1)
                continue;
            const std::optional<double> value = parseQuantity(alternative.text, column.kind);
            if (!value)
                return core::failure(
                    mistake(tr("“%1” needs %2.").arg(column.key, quantityExample(column)), termSoFar()));
            term.values.push_back(*value);
        }
        return !term.values.empty();
    }

    /// "/…/" up to a slash that ends the term, blanks included; nothing if there is none, as in a path.
    QStringView takePattern()
    {
        if (peek() != u'/')
            return {};
        for (qsizetype end = m_at + 2; end < m_text.size(); ++end) {
            if (m_text[end] == u'/' && (end + 1 == m_text.size() || m_text[end + 1].isSpace())) {
                const QStringView pattern = m_text.mid(m_at + 1, end - m_at - 1);
                m_at = end + 1;
                return pattern;
            }
        }
        return {};
    }

    /// The value up to the next blank, cut at each bar; quotes keep blanks and bars.
    QList<Alternative> takeAlternatives()
    {
        QList<Alternative> alternatives{ Alternative() };
        bool quoted = false;
        for (; m_at < m_text.size() && (quoted || !m_text[m_at].isSpace()); ++m_at) {
            const QChar c = m_text[m_at];
            if (c == u'"') {
                quoted = !quoted;
                alternatives.last().quoted = true;
            } else if (c == u'|' && !quoted) {
                alternatives.append(Alternative());
            } else {
                alternatives.last().text += c;
            }
        }
        return alternatives;
    }

    core::Error unknownColumn(QStringView name)
    {
        takeAlternatives();
        QStringList keys;
        for (const Column &column : m_columns)
            keys.append(column.key);
        const QString closest = closestWord(name, keys);
        if (!closest.isEmpty())
            return mistake(tr("There is no column “%1”. Is “%2” meant?").arg(name, closest), termSoFar());
        return mistake(tr("There is no column “%1”. There are: %2.").arg(name, keys.join(u", "_s)), termSoFar());
    }

    QStringView m_text;
    const QList<Column> &m_columns;
    qsizetype m_at = 0;
    qsizetype m_termBegin = 0;
};

} // namespace

core::Result<std::vector<FilterTerm>> parseTerms(const QString &text, const QList<Column> &columns)
{
    return Parser(text, columns).parse();
}

} // namespace tables
