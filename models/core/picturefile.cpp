// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/picturefile.h"

#include <zlib.h>

#include <QFile>
#include <QSaveFile>

#include <cstring>

using namespace Qt::StringLiterals;

namespace core {

namespace {

struct Header
{
    std::array<char, 8> magic;
    uint32_t version;
    uint32_t checksum; ///< crc32 of all that follows
    int64_t fetchedAt;
    uint64_t size; ///< of all that follows
};
static_assert(sizeof(Header) == 32);

uint32_t checksumOf(const char *data, size_t size)
{
    return static_cast<uint32_t>(crc32_z(0, reinterpret_cast<const Bytef *>(data), size));
}

Error storageError(const QString &sentence)
{
    Error error;
    error.kind = Error::Kind::Storage;
    error.detail = sentence;
    return error;
}

} // namespace

QByteArray sealedPicture(const PictureKind &kind, TimePoint fetchedAt, const QByteArray &content)
{
    const Header header{ .magic = kind.magic,
                         .version = kind.version,
                         .checksum = checksumOf(content.constData(), static_cast<size_t>(content.size())),
                         .fetchedAt = fetchedAt.time_since_epoch().count(),
                         .size = static_cast<uint64_t>(content.size()) };
    return QByteArray(reinterpret_cast<const char *>(&header), sizeof header) + content;
}

Result<OpenedPicture> openPicture(const PictureKind &kind, const QByteArray &bytes)
{
    Header header{};
    if (bytes.size() < static_cast<qsizetype>(sizeof header))
        return failure(storageError(u"The stored picture is cut."_s));
    std::memcpy(&header, bytes.constData(), sizeof header);
    if (header.magic != kind.magic || header.version != kind.version)
        return failure(storageError(u"The stored picture is of another version."_s));
    const char *content = bytes.constData() + sizeof header;
    const size_t size = static_cast<size_t>(bytes.size()) - sizeof header;
    if (header.size != size || checksumOf(content, size) != header.checksum)
        return failure(storageError(u"The stored picture is damaged."_s));
    return OpenedPicture{ { content, size }, TimePoint(Duration(header.fetchedAt)) };
}

Error misunderstoodPicture()
{
    return storageError(u"The stored picture is not understood."_s);
}

Result<void> writePictureFile(const QString &file, const QByteArray &picture)
{
    QSaveFile device(file);
    if (!device.open(QIODevice::WriteOnly))
        return failure(storageError(device.errorString()));
    device.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    device.write(picture);
    if (!device.commit())
        return failure(storageError(device.errorString()));
    return {};
}

Result<QByteArray> readPictureFile(const QString &file)
{
    QFile device(file);
    if (!device.open(QIODevice::ReadOnly))
        return failure(storageError(device.errorString()));
    return device.readAll();
}

} // namespace core
