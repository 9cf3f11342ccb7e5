// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace logs {

/// Something that goes wrong again and again, by name.
struct KnownFailure
{
    QString id; ///< "disk-full"
    QString title; ///< "disk full"
    QString says; ///< what happened, one sentence
    QString cure; ///< what to do, one sentence; may be empty
    QString runbook; ///< URL; may be empty
    QRegularExpression pattern; ///< of one line
};

/// The list of them, a YAML file:
///
///     failures:
///       - id: disk-full
///         title: disk full
///         pattern: 'No space left on device'
///         says: …
///         cure: …
///         runbook: https://…
///
/// The product's own list can be extended, and its entries replaced by id, by known-failures.yaml in the configuration
/// folder. Immutable; may be used by any thread.
class KnownFailures
{
public:
    /// The product's list with the user's file over it. Mistakes of the file are told, its other entries hold.
    static KnownFailures standard();
    static KnownFailures parse(const QByteArray &yaml, const QString &file); ///< never throws
    static QString userFile();

    void extend(const KnownFailures &other); ///< entries with a known id replace
    const QList<KnownFailure> &all() const { return m_failures; }
    const QStringList &mistakes() const { return m_mistakes; }

    struct Sighting
    {
        const KnownFailure *failure = nullptr; ///< of the list; nullptr: none
        qsizetype at = 0; ///< byte in the text where its line begins
    };
    /// The failure that stands first in the list, as causes come before what follows from them; of it the first line.
    Sighting find(const QByteArray &text) const;

private:
    QList<KnownFailure> m_failures;
    QStringList m_mistakes;
};

} // namespace logs
