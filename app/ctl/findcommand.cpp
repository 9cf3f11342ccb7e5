// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/findcommand.h"

#include "app/ctl/firstnight.h"
#include "models/chain/search.h"
#include "models/core/tr.h"
#include "models/links/address.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

constexpr int mostOfAKind = 50;

QByteArray printed(const QList<chain::Link> &links, const QString &stack, tables::ExportFormat format)
{
    if (format == tables::ExportFormat::Json) {
        QJsonArray all;
        for (const chain::Link &link : links)
            all.append(QJsonObject{ { u"kind"_s, links::kindName(link.ref.kind) },
                                    { u"name"_s, link.text },
                                    { u"state"_s, link.state },
                                    { u"link"_s, links::toLink({ stack, link.ref }) } });
        return QJsonDocument(all).toJson();
    }
    QString text;
    for (const chain::Link &link : links)
        text += links::kindName(link.ref.kind).leftJustified(10) + link.state.leftJustified(18)
            + link.text.leftJustified(48) + u' ' + links::toLink({ stack, link.ref }) + u'\n';
    return text.toUtf8();
}

} // namespace

QString FindCommand::name() const
{
    return u"find"_s;
}

QString FindCommand::summary() const
{
    return tr("Find objects of all layers: find PART-OF-A-NAME-ID-OR-ADDRESS.");
}

QString FindCommand::help() const
{
    return tr(
        "Prints nodes of the night, jobs, tasks, agents, machines and pools whose name, id or address holds the\n"
        "word, at most 50 of each, with a link for comportactl open. Where the word is an object's own path\n"
        "(job/ROLE/ENV/NAME, agent/ID, node/ID …) all that belongs together with it. Exit code 1: nothing does.\n\n"
        "JSON keys: kind, name, state, link.\n");
}

QCoro::Task<int> FindCommand::run(Session *session)
{
    const Options options = session->options();
    if (options.arguments.size() != 1 || options.output == tables::ExportFormat::Csv) {
        complain(options.arguments.size() != 1 ? tr("find needs one word.") : tr("find prints a table or JSON."));
        co_return Usage;
    }
    const auto picture = co_await session->picture();
    if (!picture)
        co_return complain(picture.error());
    co_await firstNight(session->stack()->night());
    const QString word = options.arguments.first();
    const chain::Pictures pictures = chain::picturesOf(*session->stack());
    const links::ObjectRef object = links::fromPath(word);
    const QList<chain::Link> found
        = object.isValid() ? chain::of(pictures, object) : chain::search(pictures, word, mostOfAKind);
    print(printed(found, session->stack()->name(), options.output));
    co_return found.isEmpty() ? Failed : Fine;
}

} // namespace ctl
