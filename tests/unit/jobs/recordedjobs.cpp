// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordedjobs.h"

#include "tests/unit/aurora/goldenvalues.h"
#include "tests/unit/aurora/recordings.h"

using namespace Qt::StringLiterals;

QList<RecordedJob> recordedJobs(const QString &folder)
{
    QList<RecordedJob> jobs;
    for (const QString &pattern : { u"createJob-*"_s, u"scheduleCronJob-*"_s }) {
        for (const QString &name : recordings::names(folder, pattern)) {
            const QJsonObject call = recordings::decoded(name);
            const QJsonValue description = call[u"args"_s][u"description"_s];
            if (!description.isObject())
                continue;
            jobs << RecordedJob{ name.section(u'/', 1), golden::jobConfiguration(description),
                                 call[u"response"_s][u"responseCode"_s].toInt(-1) };
        }
    }
    return jobs;
}
