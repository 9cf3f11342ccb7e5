// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/announcer.h"

#include <QAccessible>
#include <QWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr qsizetype mostAtOnce = 3;

} // namespace

Announcer::Announcer(QWidget *speaker, QObject *parent)
    : QObject(parent)
    , m_speaker(speaker)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(10s);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (!m_waiting.isEmpty())
            speak();
    });
}

void Announcer::announce(const QString &sentence)
{
    if (sentence.isEmpty() || m_waiting.contains(sentence))
        return;
    m_waiting += sentence;
    if (m_waiting.size() > mostAtOnce) {
        m_waiting.removeFirst();
        ++m_leftOut;
    }
    if (!m_pause.isActive())
        speak();
}

void Announcer::speak()
{
    QStringList parts;
    for (const QString &sentence : std::as_const(m_waiting))
        parts += sentence.endsWith(u'.') ? sentence : sentence + u'.';
    if (m_leftOut > 0)
        parts += tr("And %n more.", nullptr, m_leftOut);
    m_waiting.clear();
    m_leftOut = 0;
    m_pause.start();
    const QString text = parts.join(u' ');
    m_speaker->setAccessibleDescription(text);
    // Qt 6.4 has no announcement of its own: readers take an alert, or a description that changed.
    for (const QAccessible::Event kind : { QAccessible::DescriptionChanged, QAccessible::Alert }) {
        QAccessibleEvent event(m_speaker, kind);
        QAccessible::updateAccessibility(&event);
    }
    emit announced(text);
}

} // namespace ui
