// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/remembered.h"

#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace tasklogs {

std::optional<std::pair<aurora::JobKey, int>> instanceFrom(const QString &typed)
{
    if (const auto job = aurora::JobKey::parse(typed))
        return std::pair(*job, 0);
    const qsizetype slash = typed.lastIndexOf(u'/');
    bool number = false;
    const int instance = slash < 0 ? 0 : typed.mid(slash + 1).toInt(&number);
    const auto job = number && instance >= 0 ? aurora::JobKey::parse(typed.left(slash)) : std::nullopt;
    if (!job)
        return std::nullopt;
    return std::pair(*job, instance);
}

QList<links::ObjectRef> refsOf(const QString &typed)
{
    using Kind = links::ObjectRef::Kind;
    return { { Kind::Instance, typed.toUtf8() }, { Kind::Task, '/' + typed.toUtf8() }, { Kind::Node, typed.toUtf8() } };
}

Place unknownPlace(const links::ObjectRef &ref)
{
    using Kind = links::ObjectRef::Kind;
    const QString id = QString::fromUtf8(ref.id);
    Place place;
    place.title = id;
    place.over = true;
    place.forgotten = true;
    if (ref.kind == Kind::Task) {
        place.framework = id.left(std::max<qsizetype>(0, id.indexOf(u'/')));
        place.task = place.title = id.mid(id.indexOf(u'/') + 1);
    } else if (ref.kind == Kind::Node) {
        place.node.id = id;
    } else if (const auto instance = instanceFrom(id)) {
        place.job = instance->first.text();
        place.instance = instance->second;
        place.title = instance->first.name + u'/' + QString::number(instance->second);
    }
    return place;
}

CopyQuery queryOf(const Place &place)
{
    return { place.task, place.job, place.instance, place.node.id };
}

QCoro::Task<std::optional<Place>> placeOfCopies(links::ObjectRef ref, QPointer<CopyStore> copies)
{
    Place place = unknownPlace(ref);
    const QFuture<QList<Copy>> asked = copies->copiesFor(queryOf(place));
    const QList<Copy> saved = co_await asked;
    if (saved.isEmpty())
        co_return std::nullopt;
    const Copy &copy = saved.first();
    place.task = copy.task;
    place.framework = copy.framework;
    place.job = copy.job;
    place.title = copy.title.isEmpty() ? place.title : copy.title;
    place.instance = instanceOf(copy.job, copy.task);
    place.host = copy.host;
    place.node.id = copy.node;
    co_return std::optional(place);
}

QCoro::Task<std::optional<Place>> placeOfCopies(QString typed, QPointer<CopyStore> copies)
{
    for (const links::ObjectRef &ref : refsOf(typed)) {
        if (!copies)
            break;
        const std::optional<Place> place = co_await placeOfCopies(ref, copies);
        if (place)
            co_return place;
    }
    co_return std::nullopt;
}

} // namespace tasklogs
