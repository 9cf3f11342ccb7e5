// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/segments.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace ui {

namespace {

class Segment final : public QAbstractButton
{
public:
    Segment(const Segments::Choice &choice, QWidget *parent)
        : QAbstractButton(parent)
        , m_icon(choice.icon)
    {
        setText(choice.text);
        setToolTip(choice.toolTip);
        setAccessibleName(choice.text.isEmpty() ? choice.toolTip : choice.text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        const Theme *theme = Theme::instance();
        const int content = m_icon.isEmpty() ? QFontMetrics(bold()).horizontalAdvance(text()) : theme->px(16);
        return { content + theme->px(16), theme->px(24) };
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &tokens = Theme::instance()->tokens();
        QPainter painter(this);
        const QRect box = rect().adjusted(0, 0, -1, -1);
        painter.setPen(tokens.line);
        painter.setBrush(isChecked() ? tokens.selected : underMouse() ? tokens.panel : tokens.base);
        painter.drawRect(box);
        if (hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(tokens.focus, 2));
            painter.drawRect(rect().adjusted(1, 1, -1, -1));
        }
        if (!m_icon.isEmpty()) {
            const int side = Theme::instance()->px(16);
            ui::icon(m_icon).paint(&painter, QRect((width() - side) / 2, (height() - side) / 2, side, side));
            return;
        }
        painter.setPen(isChecked() ? tokens.text : tokens.text2);
        painter.setFont(isChecked() ? bold() : Theme::instance()->tableFont());
        painter.drawText(rect(), Qt::AlignCenter, text());
    }

private:
    static QFont bold()
    {
        QFont font = Theme::instance()->tableFont();
        font.setWeight(QFont::DemiBold);
        return font;
    }
    QString m_icon;
};

} // namespace

Segments::Segments(const QString &accessibleName, const QList<Choice> &choices, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(accessibleName);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (int i = 0; i < choices.size(); ++i) {
        auto *segment = new Segment(choices[i], this);
        m_group->addButton(segment, i);
        row->addWidget(segment);
    }
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_group->button(0)->setChecked(true);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool on) {
        if (on)
            emit changed(index);
    });
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

int Segments::current() const
{
    return m_group->checkedId();
}

void Segments::setCurrent(int index)
{
    if (QAbstractButton *wanted = m_group->button(index))
        wanted->setChecked(true);
}

QAbstractButton *Segments::button(int index) const
{
    return m_group->button(index);
}

} // namespace ui
