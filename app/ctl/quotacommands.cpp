// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/quotacommands.h"

#include "app/ctl/auroracontext.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/verbs/quota/quotaverb.h"
#include "models/verbs/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

struct Row
{
    QString role;
    aurora::Quota quota;
};

QJsonObject jsonOf(const aurora::Resources &resources)
{
    return { { u"cpus"_s, resources.cpus }, { u"ramMiB"_s, resources.ramMb }, { u"diskMiB"_s, resources.diskMb } };
}

QJsonObject jsonOf(const std::optional<aurora::Resources> &resources)
{
    return jsonOf(resources.value_or(aurora::Resources()));
}

QString textOf(const aurora::Resources &resources)
{
    return tr("%1 cpus, %2 GiB, disk %3 GiB")
        .arg(core::formatCpus(resources.cpus), core::formatGib(static_cast<double>(resources.ramMb)),
             core::formatGib(static_cast<double>(resources.diskMb)));
}

QByteArray printed(const QList<Row> &rows, tables::ExportFormat format)
{
    if (format == tables::ExportFormat::Json) {
        QJsonArray array;
        for (const Row &row : rows)
            array.append(QJsonObject{ { u"role"_s, row.role },
                                      { u"limit"_s, jsonOf(row.quota.limit) },
                                      { u"production"_s, jsonOf(row.quota.prodShared) },
                                      { u"preemptible"_s, jsonOf(row.quota.nonProdShared) },
                                      { u"dedicated"_s, jsonOf(row.quota.prodDedicated) } });
        return QJsonDocument(array).toJson();
    }
    QString text;
    for (const Row &row : rows) {
        text += row.role + u'\n';
        const auto line = [&text](const QString &what, const aurora::Resources &value) {
            text += u"  %1  %2\n"_s.arg(what.leftJustified(24), textOf(value));
        };
        line(tr("Quota"), row.quota.limit);
        line(tr("In use, production"), row.quota.prodShared.value_or(aurora::Resources()));
        line(tr("In use, preemptible"), row.quota.nonProdShared.value_or(aurora::Resources()));
        line(tr("In use, dedicated"), row.quota.prodDedicated.value_or(aurora::Resources()));
    }
    return text.toUtf8();
}

} // namespace

QString QuotaShowCommand::name() const
{
    return u"quota show"_s;
}

QString QuotaShowCommand::summary() const
{
    return tr("Quota and consumption of roles: quota show [ROLE …]");
}

QString QuotaShowCommand::help() const
{
    return tr("  quota show ROLE …   Of these roles; without any, of each that has a quota.\n\n"
              "--output json is an array of objects with role, limit, production, preemptible, dedicated; each of the\n"
              "last four has cpus (cores), ramMiB and diskMiB. What production jobs use counts against the limit.\n");
}

QCoro::Task<int> QuotaShowCommand::run(Session *session)
{
    const Options options = session->options();
    const auto context = auroraContext(session);
    if (!context)
        co_return complain(context.error(), u"Aurora"_s);
    const QPointer<aurora::Store> aurora = context->aurora;
    QStringList roles = options.arguments;
    if (roles.isEmpty()) {
        const auto all = co_await aurora->client()->quotas();
        if (!all)
            co_return complain(all.error(), u"Aurora"_s);
        roles = all->keys();
    }
    QList<Row> rows;
    for (const QString &role : std::as_const(roles)) {
        const auto quota = co_await aurora->client()->quota(role);
        if (!quota)
            co_return complain(quota.error(), u"Aurora"_s);
        rows.append({ role, *quota });
    }
    print(printed(rows, options.output));
    co_return Fine;
}

QString QuotaSetCommand::name() const
{
    return u"quota set"_s;
}

QString QuotaSetCommand::summary() const
{
    return tr("Set a role's quota: quota set ROLE CPUS MEMORY DISK");
}

QString QuotaSetCommand::help() const
{
    return tr(
        "  quota set ROLE CPUS MEMORY DISK   What the role's production jobs may ask for: quota set jobs 64 256GiB\n"
        "                                    2048GiB. Below what is in use nothing ends, and nothing starts; the\n"
        "                                    plan says so.\n\n"
        "Prints the plan; sends it only with --yes. Needs the right of an administrator.\n");
}

QCoro::Task<core::Result<actions::Request>> QuotaSetCommand::request(Session *session) const
{
    const QStringList arguments = session->options().arguments;
    if (arguments.size() != 4)
        co_return core::failure(
            usageError(tr("quota set needs a role, cpus, memory and disk: jobs 64 256GiB 2048GiB.")));
    aurora::Resources limit;
    bool isNumber = false;
    limit.cpus = arguments[1].toDouble(&isNumber);
    if (!isNumber || limit.cpus < 0)
        co_return core::failure(usageError(tr("“%1” is no number of cpus.").arg(arguments[1])));
    const auto memory = mebibytesArgument(arguments[2]);
    if (!memory)
        co_return core::failure(memory.error());
    const auto disk = mebibytesArgument(arguments[3]);
    if (!disk)
        co_return core::failure(disk.error());
    limit.ramMb = *memory;
    limit.diskMb = *disk;
    co_return verbs::QuotaVerb::request(arguments[0], limit);
}

} // namespace ctl
