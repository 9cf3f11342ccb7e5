// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <string_view>

/// A system's last picture on disk, so that a window opens with something to see: a version, a checksum and bytes of
/// the system's own (models/core/packed.h). A file of another version, cut or damaged, is an error (Storage) and
/// otherwise ignored: it is only a cache. Thread: any.
namespace core {

struct PictureKind
{
    std::array<char, 8> magic{}; ///< whose picture
    uint32_t version = 0; ///< to be counted up with each change of its fields
};

QByteArray sealedPicture(const PictureKind &kind, TimePoint fetchedAt, const QByteArray &content);

struct OpenedPicture
{
    std::string_view content; ///< within the bytes given
    TimePoint fetchedAt{};
};
Result<OpenedPicture> openPicture(const PictureKind &kind, const QByteArray &bytes);

/// What an opened picture's content says wrong: of the right kind and whole, yet not to be read.
Error misunderstoodPicture();

/// Replaces the file as a whole or not at all; only its owner may read it.
Result<void> writePictureFile(const QString &file, const QByteArray &picture);
Result<QByteArray> readPictureFile(const QString &file);

} // namespace core
