// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/seethrough.h"

#include "app/ctl/changeprint.h"
#include "app/ctl/command.h"
#include "app/ctl/interrupt.h"
#include "models/core/tr.h"

#include <QFuture>
#include <QJsonDocument>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace ctl {

using core::tr;

void showEnd(const actions::Plan &plan, const std::optional<actions::Record> &record, tables::ExportFormat format)
{
    if (format != tables::ExportFormat::Json)
        return;
    const QJsonValue result = record ? QJsonValue(resultJson(*record)) : QJsonValue();
    print(QJsonDocument(QJsonObject{ { u"plan"_s, planJson(plan) }, { u"result"_s, result } }).toJson());
}

QCoro::Task<int> seeThrough(actions::ActionCenter *center, actions::Plan plan, QString id, tables::ExportFormat format)
{
    // What is done stays done and is told.
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::happened, center, [center, id] { center->stop(id); });
    for (;;) {
        const auto record = center->record(id);
        if (record && actions::isOver(record->state)) {
            showEnd(plan, record, format);
            complain(record->outcome.isEmpty() ? actions::stateWord(record->state) : record->outcome);
            if (record->canResume())
                complain(tr("What is left can be resumed: comportactl --stack %1 action resume %2 --yes")
                             .arg(record->stack, id));
            co_return record->state == actions::State::Done ? Fine : Failed;
        }
        const auto changed = QtFuture::connect(center, &actions::ActionCenter::recordChanged);
        co_await changed;
    }
}

} // namespace ctl
