// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plan/wishdialog.h"

#include <QJsonObject>
#include <QStringList>

class QCheckBox;
class QLabel;
class QPlainTextEdit;

namespace ui {

/// The parameters of a run begun by hand: those of the last run to start from, checked while typing, with what differs.
/// The transaction stays unless another one is asked for. Leads to a plan; sends nothing. GUI thread.
class TriggerDialog final : public WishDialog
{
    Q_OBJECT
public:
    /// `known`: the last run's parameters, wherever they were read. `unread`: names of those that were not, yet.
    TriggerDialog(const Place &place, const QString &dag, QJsonObject known, QStringList unread,
                  QWidget *parent = nullptr);

signals:
    void planRequested(const QJsonObject &conf);

private:
    void judge();
    void changeTransaction(bool anew);
    void plan() override;

    const QJsonObject m_known;
    const QStringList m_unread;
    QPlainTextEdit *m_conf;
    QCheckBox *m_anew;
    QLabel *m_verdict;
};

} // namespace ui
