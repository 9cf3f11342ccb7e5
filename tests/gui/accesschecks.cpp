// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/accesschecks.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace reach {

namespace {

QString nameOf(const QWidget *widget)
{
    const QString name = u"%1 \"%2\""_s.arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName());
    const bool isFound = !widget->objectName().isEmpty() || widget->isWindow() || !widget->parentWidget();
    return isFound ? name : name + u" in "_s + nameOf(widget->parentWidget());
}

/// Some of it is inside of everything it lies in. What is over it counts not: a viewport covers its own view.
bool isInSight(const QWidget *widget)
{
    QRect part = widget->rect();
    for (const QWidget *inner = widget; inner->isVisible(); inner = inner->parentWidget()) {
        part &= inner->rect();
        if (part.isEmpty())
            return false;
        if (inner->isWindow())
            return true;
        part.translate(inner->pos());
    }
    return false;
}

/// A label's text without its mark-up and its mnemonics' signs.
QString shortText(const QString &text)
{
    return text.simplified().left(60);
}

bool isCut(const QLabel *label)
{
    if (label->text().isEmpty() || !label->pixmap(Qt::ReturnByValue).isNull())
        return false;
    const QSize room = label->size();
    if (label->wordWrap())
        return label->heightForWidth(room.width()) > room.height() + 1;
    return label->sizeHint().width() > room.width() + 1 || label->sizeHint().height() > room.height() + 2;
}

bool isCut(const QAbstractButton *button)
{
    if (button->text().isEmpty())
        return false;
    if (const auto *tool = qobject_cast<const QToolButton *>(button);
        tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull())
        return false;
    const QString text = button->text().remove(u'&');
    const QFontMetrics metrics(button->font());
    return metrics.size(0, text).width() > button->width() || metrics.height() > button->height() + 2;
}

} // namespace

QStringList nameless(const QWidget *window)
{
    QStringList found;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || widget->window() != window)
            continue;
        // The field inside a spin box or the like is read as what it is part of.
        const bool isInner = widget->objectName().startsWith("qt_"_L1) && widget->parentWidget();
        QAccessibleInterface *const interface = QAccessible::queryAccessibleInterface(isInner ? widget->parentWidget()
                                                                                              : widget);
        if (!interface || interface->text(QAccessible::Name).trimmed().isEmpty())
            found << nameOf(widget) + u" has no name"_s;
    }
    return found;
}

QStringList cutTexts(const QWidget *window)
{
    QStringList found;
    for (const auto *label : window->findChildren<QLabel *>()) {
        if (label->isVisible() && label->window() == window && isCut(label))
            found << u"%1 cuts \"%2\": %3×%4 of %5×%6"_s.arg(nameOf(label), shortText(label->text()))
                         .arg(label->width())
                         .arg(label->height())
                         .arg(label->sizeHint().width())
                         .arg(label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height());
    }
    for (const auto *button : window->findChildren<QAbstractButton *>()) {
        const bool isPainted = !qobject_cast<const QPushButton *>(button) && !qobject_cast<const QToolButton *>(button)
            && !qobject_cast<const QCheckBox *>(button); // by itself, which knows what there is room for
        if (!isPainted && button->isVisible() && button->window() == window && isCut(button))
            found << u"%1 cuts \"%2\""_s.arg(nameOf(button), shortText(button->text()));
    }
    return found;
}

QStringList badTabWalk(QWidget *window)
{
    constexpr int longest = 600;
    QStringList found;
    QApplication::setActiveWindow(window);
    QTest::keyClick(QApplication::focusWidget() && QApplication::focusWidget()->window() == window
                        ? QApplication::focusWidget()
                        : window,
                    Qt::Key_Tab); // what had the focus may be none of those that Tab reaches
    const QWidget *first = QApplication::focusWidget();
    if (!first)
        return { u"nothing takes the focus"_s };
    QList<const QWidget *> walked;
    for (int steps = 0; steps < longest; ++steps) {
        QWidget *const from = QApplication::focusWidget();
        QTest::keyClick(from ? from : window, Qt::Key_Tab);
        const QWidget *const now = QApplication::focusWidget();
        if (now && now == from && now == first && walked.isEmpty())
            return found; // the only one
        if (!now || now == from)
            return found << u"Tab does not leave %1"_s.arg(from ? nameOf(from) : u"nothing"_s);
        if (now == first)
            return found;
        if (walked.contains(now))
            return found << u"Tab goes round without coming back, at %1"_s.arg(nameOf(now));
        walked << now;
        if (!isInSight(now))
            found << u"%1 has the focus out of sight"_s.arg(nameOf(now));
    }
    return found << u"Tab does not come back"_s;
}

} // namespace reach
