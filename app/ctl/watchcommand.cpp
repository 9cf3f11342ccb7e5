// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/watchcommand.h"

#include "app/ctl/interrupt.h"
#include "models/core/format.h"
#include "models/core/tr.h"

#include <QFuture>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

QString line(const history::Event &event, tables::ExportFormat format)
{
    switch (format) {
    case tables::ExportFormat::Json:
        return QString::fromUtf8(QJsonDocument(QJsonObject{ { u"at"_s, core::formatIso(event.at) },
                                                            { u"layer"_s, event.layer },
                                                            { u"kind"_s, event.glyph },
                                                            { u"text"_s, event.text },
                                                            { u"link"_s, event.link } })
                                     .toJson(QJsonDocument::Compact))
            + u'\n';
    case tables::ExportFormat::Csv: {
        QString text = event.text;
        return u"%1,%2,%3,\"%4\",%5\r\n"_s.arg(core::formatIso(event.at), event.layer, event.glyph,
                                               text.replace(u'"', u"\"\""_s), event.link);
    }
    case tables::ExportFormat::Text:
        return u"%1  %2  %3\n"_s.arg(core::formatClockBare(event.at), event.layer, event.text);
    }
    Q_UNREACHABLE();
}

auto printerOf(tables::ExportFormat format)
{
    return [format](const history::Event &event) { print(line(event, format)); };
}

} // namespace

QString WatchCommand::name() const
{
    return u"watch"_s;
}

QString WatchCommand::summary() const
{
    return tr("One line for each thing that happens, until Ctrl+C or --for is over.");
}

QString WatchCommand::help() const
{
    return tr(
        "Agents that register, leave, are lost, cordoned or drained; frameworks that register, disconnect or end; "
        "tasks\n"
        "that fail or are lost; a new leader; Mesos going silent and coming back. While Mesos is silent it goes on.\n"
        "--output json is one object a line: at (ISO 8601 UTC), layer, kind, text, link (kind/id of the object or "
        "empty).\n"
        "Times in the table are in the zone of this machine.\n");
}

QCoro::Task<int> WatchCommand::run(Session *session)
{
    const auto format = session->options().output;
    const auto first = co_await session->picture();
    if (!first)
        co_return complain(first.error());
    // From here on Ctrl+C is an end in order; before, it ends the program as everywhere.
    Interrupt interrupt;
    QObject::connect(session->stack(), &stack::Stack::eventHappened, &interrupt, printerOf(format));
    if (format == tables::ExportFormat::Csv)
        print(u"at,layer,kind,text,link\r\n"_s);
    if (const auto span = session->options().span)
        QTimer::singleShot(*span, &interrupt, &Interrupt::happened);
    const QFuture<void> over = QtFuture::connect(&interrupt, &Interrupt::happened);
    co_await over;
    co_return Fine;
}

} // namespace ctl
