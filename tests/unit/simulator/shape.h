// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

#include <memory>

/// What is common to many JSON values: the types seen, the keys of objects, the elements of arrays.
class Shape
{
public:
    void add(const QJsonValue &value);

    /// Where `other` differs: `- path` is missing there, `+ path` is only there, `! path` has other types.
    /// Below a path of `maps` any key may stand.
    QStringList differencesTo(const Shape &other, const QSet<QString> &maps, const QString &path = {}) const;

private:
    QSet<QString> m_types;
    QMap<QString, std::shared_ptr<Shape>> m_members;
    std::shared_ptr<Shape> m_element;
};
