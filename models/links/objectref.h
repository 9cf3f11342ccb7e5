// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>

namespace links {

/// Names one object of a stack, whatever layer it is of: what pages open, the palette finds and links point to.
struct ObjectRef
{
    enum class Kind { None, Page, Agent, Framework, Role, Task, Pool, Job, Instance, Action, Node, Log, Machine, Run };
    Kind kind = Kind::None;
    QByteArray id; ///< agent, framework: id; role, pool: name; task: "frameworkId/taskId"; page: its
                   ///< key; job: "role/env/name"; instance: "role/env/name/3"; action: id of the journal;
                   ///< node: its id in the graph of the night; log: path of what it is the log of, "task/…";
                   ///< machine: id of the EC2 instance; run: "dag/id" of a run of the night

    bool operator==(const ObjectRef &) const = default;
    bool isValid() const { return kind != Kind::None; }
};

QString kindName(ObjectRef::Kind kind); ///< "agent"
ObjectRef fromPath(QStringView path); ///< "agent/ID", as in LinkRole and comporta:// links; invalid: Kind::None
QString toPath(const ObjectRef &ref);

/// A log with the file of it that is meant: "node/export-prices" and "index 7, try 2". Empty file: the best one.
ObjectRef logOf(const QString &path, const QString &file);
/// The best file, and in it the first error; its end where it has none.
ObjectRef firstErrorOf(const QString &path);
struct LogPath
{
    QString path; ///< of what it is the log of
    QString file;
    bool firstError = false;
};
LogPath splitLog(const ObjectRef &log);

} // namespace links

Q_DECLARE_METATYPE(links::ObjectRef)
