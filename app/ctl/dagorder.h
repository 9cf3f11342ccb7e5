// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/actioncommand.h"

namespace ctl {

/// The words of `dag` that change something, after DagCommand has sorted out the others.
class DagOrder final : public ActionCommand
{
public:
    QString name() const override { return QStringLiteral("dag"); }
    QString summary() const override { return {}; }
    QString help() const override { return {}; }

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
    QString system() const override { return QStringLiteral("Airflow"); }
};

/// "latest" is the newest run of the stack's DAG; any other word is a run's own id.
QCoro::Task<core::Result<airflow::Run>> findRun(Session *session, QString word);

} // namespace ctl
