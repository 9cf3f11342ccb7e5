// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/library.h"

#include "models/core/paths.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

// A static library's resources are left out by the linker unless somebody asks for them; the macro wants no namespace.
static void initResources()
{
    Q_INIT_RESOURCE(templates);
}

namespace jobs {

namespace {

constexpr qint64 readAtMost = (1 << 20) + 1; ///< one more than is taken, so that too large is told as such

core::Error storageError(const QString &file, const QString &detail)
{
    core::Error error;
    error.kind = core::Error::Kind::Storage;
    error.endpoint = file;
    error.detail = detail;
    return error;
}

} // namespace

QList<TemplateReading> shippedTemplates()
{
    initResources();
    return templatesIn(u":/templates"_s);
}

QList<TemplateReading> templatesIn(const QString &directory)
{
    QList<TemplateReading> templates;
    const QFileInfoList files = QDir(directory).entryInfoList({ u"*.yaml"_s }, QDir::Files, QDir::Name);
    for (const QFileInfo &info : files) {
        if (auto reading = readTemplate(info.filePath())) {
            templates << std::move(*reading);
        } else {
            TemplateReading unread;
            unread.of.file = info.filePath();
            unread.of.title = info.completeBaseName();
            unread.mistakes << config::Mistake{ 0, {}, reading.error().detail, {} };
            templates << unread;
        }
    }
    return templates;
}

QString userTemplateDir()
{
    return core::configDir() + u"/templates"_s;
}

core::Result<TemplateReading> readTemplate(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return core::failure(storageError(file, source.errorString()));
    const QByteArray yaml = source.read(readAtMost);
    if (source.error() != QFileDevice::NoError)
        return core::failure(storageError(file, source.errorString()));
    return parseTemplate(yaml, file);
}

core::Result<void> saveTemplate(const QString &file, const QByteArray &yaml)
{
    QDir().mkpath(QFileInfo(file).absolutePath());
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(yaml) != yaml.size() || !target.commit())
        return core::failure(storageError(file, target.errorString()));
    return {};
}

} // namespace jobs
