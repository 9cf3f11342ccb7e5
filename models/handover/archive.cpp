// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/handover/archive.h"

#include "models/core/tr.h"

#include <QFileInfo>
#include <QSaveFile>

#include <archive.h>
#include <archive_entry.h>
#include <memory>

using namespace Qt::StringLiterals;

namespace handover {

namespace {

using core::tr;
using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;

bool isZip(const QString &file)
{
    return file.endsWith(u".zip"_s, Qt::CaseInsensitive);
}

core::Error failure(core::Error::Kind kind, const QString &sentence)
{
    core::Error error;
    error.kind = kind;
    error.detail = sentence;
    return error;
}

la_ssize_t append(archive *writer, void *file, const void *bytes, size_t size)
{
    const qint64 written = static_cast<QSaveFile *>(file)->write(static_cast<const char *>(bytes), qint64(size));
    if (written < 0)
        archive_set_error(writer, EIO, "%s", qPrintable(static_cast<QSaveFile *>(file)->errorString()));
    return la_ssize_t(written);
}

bool addFile(archive *writer, const QString &path, const QByteArray &bytes, core::TimePoint at)
{
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), &archive_entry_free);
    archive_entry_set_pathname_utf8(entry.get(), path.toUtf8().constData());
    archive_entry_set_size(entry.get(), bytes.size());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    archive_entry_set_mtime(entry.get(),
                            time_t(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count()), 0);
    return archive_write_header(writer, entry.get()) == ARCHIVE_OK
        && archive_write_data(writer, bytes.constData(), size_t(bytes.size())) == bytes.size();
}

} // namespace

bool isBundleName(const QString &file)
{
    return isZip(file) || file.endsWith(u".tar.gz"_s, Qt::CaseInsensitive)
        || file.endsWith(u".tgz"_s, Qt::CaseInsensitive);
}

core::Result<void> writeBundle(const QString &file, const QList<BundledFile> &files, core::TimePoint at)
{
    if (!isBundleName(file))
        return core::failure(
            failure(core::Error::Kind::Config, tr("«%1» is no name for it. Write FILE.zip or FILE.tar.gz.").arg(file)));
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return core::failure(
            failure(core::Error::Kind::Storage, tr("%1 cannot be written: %2").arg(file, out.errorString())));
    out.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const Writer writer(archive_write_new(), &archive_write_free);
    bool isWell = isZip(file) ? archive_write_set_format_zip(writer.get()) == ARCHIVE_OK
                              : archive_write_set_format_pax_restricted(writer.get()) == ARCHIVE_OK
            && archive_write_add_filter_gzip(writer.get()) == ARCHIVE_OK;
    isWell = isWell && archive_write_open(writer.get(), &out, nullptr, &append, nullptr) == ARCHIVE_OK;
    const QString folder = QFileInfo(file).fileName().section(u'.', 0, 0);
    for (const BundledFile &each : files)
        isWell = isWell && addFile(writer.get(), folder + u'/' + each.path, each.bytes, at);
    isWell = isWell && archive_write_close(writer.get()) == ARCHIVE_OK;
    if (!isWell) {
        const QString why = QString::fromUtf8(archive_error_string(writer.get()));
        out.cancelWriting();
        return core::failure(failure(core::Error::Kind::Storage, tr("%1 cannot be written: %2").arg(file, why)));
    }
    if (!out.commit())
        return core::failure(
            failure(core::Error::Kind::Storage, tr("%1 cannot be written: %2").arg(file, out.errorString())));
    return {};
}

} // namespace handover
