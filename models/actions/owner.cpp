// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/owner.h"

#include <QCoreApplication>
#include <QFile>
#include <QMutex>
#include <QSet>
#include <QStringList>
#include <QSysInfo>
#include <QUuid>

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace actions {

namespace {

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()).trimmed() : QString();
}

/// Clock ticks since boot at which a process started; empty: there is none.
QString startOf(qint64 pid)
{
    // The name of the program, in parentheses, may hold spaces and parentheses itself.
    const QString stat = contentOf(u"/proc/%1/stat"_s.arg(pid)).section(u')', -1);
    const QStringList fields = stat.split(u' ', Qt::SkipEmptyParts);
    if (fields.size() < 20 || fields.first() == u"Z")
        return {};
    return fields.at(19);
}

QString bootId()
{
    return QString::fromLatin1(QSysInfo::bootUniqueId());
}

/// The consoles of this process; the mutex guards the set.
struct Living
{
    QMutex mutex;
    QSet<QString> ids;
};

Living &living()
{
    static Living instance;
    return instance;
}

} // namespace

Owner::Owner()
{
    const qint64 pid = QCoreApplication::applicationPid();
    m_id = QStringList{ QSysInfo::machineHostName(), bootId(), QString::number(pid), startOf(pid),
                        QUuid::createUuid().toString(QUuid::WithoutBraces) }
               .join(u' ');
    const QMutexLocker lock(&living().mutex);
    living().ids.insert(m_id);
}

Owner::~Owner()
{
    const QMutexLocker lock(&living().mutex);
    living().ids.remove(m_id);
}

Life lifeOf(const QString &owner)
{
    const QStringList parts = owner.split(u' ');
    if (parts.size() != 5)
        return Life::Dead;
    if (parts.at(0) != QSysInfo::machineHostName())
        return Life::Elsewhere;
    const qint64 pid = parts.at(2).toLongLong();
    const QString start = startOf(pid);
    if (parts.at(1) != bootId() || start.isEmpty() || start != parts.at(3))
        return Life::Dead;
    if (pid != QCoreApplication::applicationPid())
        return Life::Alive;
    const QMutexLocker lock(&living().mutex);
    return living().ids.contains(owner) ? Life::Alive : Life::Dead;
}

QString thisUser()
{
    const passwd *entry = getpwuid(geteuid());
    const QString name = entry ? QString::fromLocal8Bit(entry->pw_name) : QString::number(geteuid());
    return name + u'@' + QSysInfo::machineHostName();
}

} // namespace actions
