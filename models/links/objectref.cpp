// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/objectref.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace links {

namespace {
using Kind = ObjectRef::Kind;
constexpr std::array<std::pair<Kind, QLatin1StringView>, 13> names{ { { Kind::Page, "page"_L1 },
                                                                      { Kind::Agent, "agent"_L1 },
                                                                      { Kind::Framework, "framework"_L1 },
                                                                      { Kind::Role, "role"_L1 },
                                                                      { Kind::Task, "task"_L1 },
                                                                      { Kind::Pool, "pool"_L1 },
                                                                      { Kind::Job, "job"_L1 },
                                                                      { Kind::Instance, "instance"_L1 },
                                                                      { Kind::Action, "action"_L1 },
                                                                      { Kind::Node, "node"_L1 },
                                                                      { Kind::Log, "log"_L1 },
                                                                      { Kind::Machine, "machine"_L1 },
                                                                      { Kind::Run, "run"_L1 } } };
} // namespace

QString kindName(Kind kind)
{
    for (const auto &[known, name] : names) {
        if (known == kind)
            return name;
    }
    return {};
}

ObjectRef fromPath(QStringView path)
{
    const qsizetype slash = path.indexOf(u'/');
    for (const auto &[kind, name] : names) {
        if (slash > 0 && path.left(slash) == name)
            return { kind, path.mid(slash + 1).toUtf8() };
    }
    return {};
}

QString toPath(const ObjectRef &ref)
{
    return ref.isValid() ? kindName(ref.kind) + u'/' + QString::fromUtf8(ref.id) : QString();
}

namespace {

constexpr QLatin1StringView fileMark("#file="); ///< neither ids of nodes nor of tasks have it
constexpr QLatin1StringView errorMark("#first-error");

} // namespace

ObjectRef logOf(const QString &path, const QString &file)
{
    return { ObjectRef::Kind::Log, (file.isEmpty() ? path : path + fileMark + file).toUtf8() };
}

ObjectRef firstErrorOf(const QString &path)
{
    return { ObjectRef::Kind::Log, (path + errorMark).toUtf8() };
}

LogPath splitLog(const ObjectRef &log)
{
    const QString whole = QString::fromUtf8(log.id);
    if (whole.endsWith(errorMark))
        return { whole.chopped(errorMark.size()), {}, true };
    const qsizetype mark = whole.lastIndexOf(fileMark);
    if (mark < 0)
        return { whole, {}, false };
    return { whole.left(mark), whole.mid(mark + fileMark.size()), false };
}

} // namespace links
