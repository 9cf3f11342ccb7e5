// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/auditcommand.h"

#include "models/actions/rows/auditrows.h"

#include <QCoreApplication>

#include <limits>

using namespace Qt::StringLiterals;

namespace ctl {

QString AuditCommand::name() const
{
    return u"audit"_s;
}

QString AuditCommand::summary() const
{
    return QCoreApplication::translate(
        "ctl", "What was changed from this machine, by whom and why, newest first: audit [WORDS]");
}

QCoro::Task<core::Result<tables::Rows>> AuditCommand::read(Session *session) const
{
    actions::AuditQuery query;
    query.words = session->options().arguments.join(u' ');
    query.stack = session->stack()->name();
    query.limit = std::numeric_limits<int>::max(); // an export that leaves lines out would be none
    const auto entries = co_await session->stack()->actions()->audit(query);
    if (!entries)
        co_return core::failure(entries.error());
    co_return actions::auditRows(*entries);
}

const QList<tables::Column> &AuditCommand::columns() const
{
    return actions::auditColumns();
}

} // namespace ctl
