// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/sandbox.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace logs {

namespace {

core::Error shapeError(const QString &path)
{
    core::Error error;
    error.kind = path.isEmpty() ? core::Error::Kind::NotJson : core::Error::Kind::WrongShape;
    error.path = path;
    return error;
}

} // namespace

core::Result<QList<SandboxEntry>> decodeBrowse(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isNull())
        return core::failure(shapeError({}));
    if (!document.isArray())
        return core::failure(shapeError(u"$"_s));
    QList<SandboxEntry> entries;
    const QJsonArray array = document.array();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QJsonObject object = array[i].toObject();
        SandboxEntry entry;
        entry.path = object["path"_L1].toString();
        entry.name = entry.path.mid(entry.path.lastIndexOf(u'/') + 1);
        if (entry.name.isEmpty())
            return core::failure(shapeError(u"[%1].path"_s.arg(i)));
        entry.size = object["size"_L1].toInteger();
        const double seconds = object["mtime"_L1].toDouble();
        if (std::isfinite(seconds) && std::abs(seconds) < 1e12)
            entry.modified = core::TimePoint(core::Duration(std::llround(seconds * 1000)));
        entry.directory = object["mode"_L1].toString().startsWith(u'd');
        entries.append(std::move(entry));
    }
    return entries;
}

QString sandboxPath(const QString &framework, const QString &executor, const QString &task)
{
    return u"/frameworks/%1/executors/%2/runs/latest"_s.arg(framework, executor.isEmpty() ? task : executor);
}

} // namespace logs
