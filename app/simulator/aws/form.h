// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace sim::aws {

/// The parameters of one call, as the Query API flattens them.
class Form
{
public:
    explicit Form(const QByteArray &body)
    {
        for (const QByteArray &part : body.split('&')) {
            const qsizetype middle = part.indexOf('=');
            m_values.insert(decoded(part.left(middle)), decoded(part.mid(middle + 1)));
        }
    }

    QString value(const QString &name) const { return m_values.value(name); }
    bool has(const QString &name) const { return m_values.contains(name); }
    /// `Name.member.1` … or `Name.1` …
    QStringList list(const QString &name) const
    {
        QStringList found;
        for (const QString &between : { QStringLiteral(".member."), QStringLiteral(".") }) {
            for (int i = 1; has(name + between + QString::number(i)); ++i)
                found.append(value(name + between + QString::number(i)));
        }
        return found;
    }
    const QMap<QString, QString> &all() const { return m_values; }

private:
    static QString decoded(QByteArray text)
    {
        return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
    }

    QMap<QString, QString> m_values;
};

} // namespace sim::aws
