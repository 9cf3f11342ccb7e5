// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/jobs/description.h"

#include <QTreeWidget>

namespace ui {

/// The resulting job fact by fact, or what it has otherwise than the one it was cloned from. GUI thread.
class JobPreview final : public QTreeWidget
{
    Q_OBJECT
public:
    explicit JobPreview(QWidget *parent = nullptr);
    void showFacts(const QList<jobs::Fact> &facts);
    void showChanges(const QList<jobs::Change> &changes);
    /// Of two configurations neither of which comes of the other; `one`, `other`: what each is called.
    void showDifferences(const QList<jobs::Change> &differences, const QString &one, const QString &other);

    QString asText() const; ///< what it shows, for tests and for copying

private:
    void fill(const QStringList &heads, const QList<QStringList> &rows);

    void build();

    QStringList m_heads;
    QList<QStringList> m_rows;
};

} // namespace ui
