<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru">
  <context>
    <name>about</name>
    <message>
      <source>A till that keeps selling, and keeps the loyalty ledger right, when the network is gone.</source>
      <translation>Касса, которая продаёт и верно ведёт баллы, даже когда сети нет.</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>База данных</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Журнал работы</translation>
    </message>
    <message>
      <source>Put it in now</source>
      <translation>Поставить сейчас</translation>
    </message>
    <message>
      <source>Switch the program off</source>
      <translation>Выключить программу</translation>
    </message>
    <message>
      <source>The receipt on the screen, parked receipts and everything that waits for the printer or the server are kept and are there again at the next start.</source>
      <translation>Чек на экране, отложенные чеки и всё, что ждёт принтера или сервера, сохраняется и появится при следующем запуске.</translation>
    </message>
    <message>
      <source>The run before this one ended by a mistake of the program:</source>
      <translation>Прошлый раз программа завершилась из-за своей ошибки:</translation>
    </message>
    <message>
      <source>The run before this one ended in order.</source>
      <translation>Прошлый раз программа завершилась правильно.</translation>
    </message>
    <message>
      <source>The run before this one was cut off: power, or the system.</source>
      <translation>Прошлый раз программа оборвалась: питание или система.</translation>
    </message>
    <message>
      <source>Till</source>
      <translation>Касса</translation>
    </message>
    <message>
      <source>What was written down</source>
      <translation>Что записано</translation>
    </message>
    <message>
      <source>a manager does this</source>
      <translation>это делает управляющий</translation>
    </message>
    <message>
      <source>finish the receipt first</source>
      <translation>сначала закончите чек</translation>
    </message>
  </context>
  <context>
    <name>accruals</name>
    <message>
      <source>{name} until {date}</source>
      <translation>{name} до {date}</translation>
    </message>
  </context>
  <context>
    <name>argparse</name>
    <message>
      <source>%(prog)s: error: %(message)s
</source>
      <translation>%(prog)s: ошибка: %(message)s. Справка: %(prog)s --help
</translation>
    </message>
    <message>
      <source>ambiguous option: %(option)s could match %(matches)s</source>
      <translation>%(option)s может значить разное: %(matches)s</translation>
    </message>
    <message>
      <source>argument %(argument_name)s: %(message)s</source>
      <translation>%(argument_name)s: %(message)s</translation>
    </message>
    <message>
      <source>expected one argument</source>
      <translation>нужно одно значение</translation>
    </message>
    <message>
      <source>ignored explicit argument %r</source>
      <translation>у этого ключа нет значения, а указано %r</translation>
    </message>
    <message>
      <source>invalid %(type)s value: %(value)r</source>
      <translation>%(value)r не подходит, нужен тип %(type)s</translation>
    </message>
    <message>
      <source>invalid choice: %(value)r (choose from %(choices)s)</source>
      <translation>%(value)r не подходит, можно: %(choices)s</translation>
    </message>
    <message>
      <source>options</source>
      <translation>ключи</translation>
    </message>
    <message>
      <source>positional arguments</source>
      <translation>что указать</translation>
    </message>
    <message>
      <source>show this help message and exit</source>
      <translation>показать эту справку</translation>
    </message>
    <message>
      <source>the following arguments are required: %s</source>
      <translation>не указано: %s</translation>
    </message>
    <message>
      <source>unrecognized arguments: %s</source>
      <translation>лишнее или с опечаткой: %s</translation>
    </message>
    <message>
      <source>usage: </source>
      <translation>запуск: </translation>
    </message>
  </context>
  <context>
    <name>attention</name>
    <message numerus="yes">
      <source>%n more stand(s) in the list of notices</source>
      <translation>
        <numerusform>Ещё %n — в списке уведомлений</numerusform>
        <numerusform>Ещё %n — в списке уведомлений</numerusform>
        <numerusform>Ещё %n — в списке уведомлений</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n operation(s) wait for the server</source>
      <translation>
        <numerusform>Сервера ждёт %n операция</numerusform>
        <numerusform>Сервера ждут %n операции</numerusform>
        <numerusform>Сервера ждут %n операций</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n record(s) could not be written to the disk yet</source>
      <translation>
        <numerusform>%n запись ещё не попала на диск</numerusform>
        <numerusform>%n записи ещё не попали на диск</numerusform>
        <numerusform>%n записей ещё не попали на диск</numerusform>
      </translation>
    </message>
    <message>
      <source>A manager puts it in when nobody is at the counter</source>
      <translation>Управляющий ставит её, когда у кассы никого нет</translation>
    </message>
    <message>
      <source>A manager reads the reasons in the list; the sales themselves are safe</source>
      <translation>Причины в списке прочитает управляющий; сами продажи целы</translation>
    </message>
    <message>
      <source>Another loyalty programme begins tomorrow: {name}</source>
      <translation>Завтра начинается другая программа лояльности: {name}</translation>
    </message>
    <message>
      <source>Ask for a pairing code and type “cashier-app join CODE” on this machine</source>
      <translation>Попросите код связи и наберите на этой машине «cashier-app join КОД»</translation>
    </message>
    <message>
      <source>Call the person who looks after the till</source>
      <translation>Позовите того, кто обслуживает кассу</translation>
    </message>
    <message>
      <source>Changed settings wait for the next start: {keys}</source>
      <translation>Изменённые настройки ждут следующего запуска: {keys}</translation>
    </message>
    <message>
      <source>Close it in time</source>
      <translation>Закройте её вовремя</translation>
    </message>
    <message>
      <source>Close it now; the next one can be opened at once</source>
      <translation>Закройте её сейчас; следующую можно открыть сразу</translation>
    </message>
    <message>
      <source>Delete or move what is not needed: a full disk stops the till</source>
      <translation>Удалите или перенесите лишнее: с полным диском касса остановится</translation>
    </message>
    <message numerus="yes">
      <source>It is not known whether %n slip(s) were printed</source>
      <translation>
        <numerusform>Неизвестно, напечатан ли %n чек</numerusform>
        <numerusform>Неизвестно, напечатаны ли %n чека</numerusform>
        <numerusform>Неизвестно, напечатаны ли %n чеков</numerusform>
      </translation>
    </message>
    <message>
      <source>It is put in by itself after the shift; a manager can do it now</source>
      <translation>Она встанет сама после смены; управляющий может поставить её сейчас</translation>
    </message>
    <message>
      <source>Look at the printer and answer in the list of slips</source>
      <translation>Посмотрите на принтер и ответьте в списке чеков</translation>
    </message>
    <message>
      <source>Look whether that machine is switched on and in the network</source>
      <translation>Проверьте, включена ли эта машина и есть ли у неё сеть</translation>
    </message>
    <message>
      <source>Nothing has been heard of the server for {age}</source>
      <translation>Сервер не отвечает уже {age}</translation>
    </message>
    <message>
      <source>Nothing has to be done: it begins by itself at midnight</source>
      <translation>Делать ничего не нужно: она начнётся сама в полночь</translation>
    </message>
    <message>
      <source>Nothing has to be done: it waits for the end of the shift</source>
      <translation>Делать ничего не нужно: она ждёт конца смены</translation>
    </message>
    <message>
      <source>Nothing is lost, sell on. For whoever looks after the till: {why}</source>
      <translation>Ничего не потеряно, продавайте дальше. Тому, кто обслуживает кассу: {why}</translation>
    </message>
    <message>
      <source>One is made with every shift; “Copy now” makes one at once</source>
      <translation>Её делает каждая смена; «Скопировать сейчас» сделает сразу</translation>
    </message>
    <message>
      <source>Only {size} GB are free on the disk of the till</source>
      <translation>На диске кассы свободно только {size} ГБ</translation>
    </message>
    <message>
      <source>Plug it in and switch it on: the window comes by itself</source>
      <translation>Подключите и включите его: окно появится само</translation>
    </message>
    <message>
      <source>Points can be spent again after the next contact with the server</source>
      <translation>Баллы снова можно будет списывать после связи с сервером</translation>
    </message>
    <message>
      <source>Record {number} of the journal was changed or taken out</source>
      <translation>Запись {number} журнала изменена или изъята</translation>
    </message>
    <message>
      <source>Sell on: everything is kept here. Look at the network cable and router</source>
      <translation>Торгуйте дальше: всё хранится здесь. Проверьте сетевой кабель и роутер</translation>
    </message>
    <message>
      <source>Set it: until then points near their expiry are held back</source>
      <translation>Поставьте часы: до тех пор баллы, которые скоро сгорят, не списываются</translation>
    </message>
    <message>
      <source>Switch the program off and on again when nobody is at the counter</source>
      <translation>Выключите и включите программу, когда у кассы никого нет</translation>
    </message>
    <message>
      <source>Tell the owner of the shop; selling goes on</source>
      <translation>Сообщите владельцу магазина; торговля продолжается</translation>
    </message>
    <message>
      <source>The buyer's screen is not there</source>
      <translation>Экрана покупателя нет</translation>
    </message>
    <message>
      <source>The database comes from another computer</source>
      <translation>База с другого компьютера</translation>
    </message>
    <message>
      <source>The database is an older copy than the one that stopped here</source>
      <translation>База — более старая копия, чем та, что здесь остановилась</translation>
    </message>
    <message>
      <source>The last verified copy of the database is {age} old</source>
      <translation>Последней проверенной копии базы уже {age}</translation>
    </message>
    <message numerus="yes">
      <source>The server has set %n operation(s) aside</source>
      <translation>
        <numerusform>Сервер отложил %n операцию</numerusform>
        <numerusform>Сервер отложил %n операции</numerusform>
        <numerusform>Сервер отложил %n операций</numerusform>
      </translation>
    </message>
    <message>
      <source>The shift has been open for more than 24 hours</source>
      <translation>Смена открыта больше 24 часов</translation>
    </message>
    <message>
      <source>The shift has been open for {age}; it may not last longer than 24 hours</source>
      <translation>Смена открыта уже {age}; она не должна длиться дольше 24 часов</translation>
    </message>
    <message>
      <source>The shop's node does not answer: the central server is asked past it</source>
      <translation>Узел магазина не отвечает: касса обращается к центральному серверу мимо него</translation>
    </message>
    <message>
      <source>There is no copy of the database yet</source>
      <translation>Копии базы ещё нет</translation>
    </message>
    <message>
      <source>They are safe here and are sent by themselves; look why the server is slow</source>
      <translation>Здесь они целы и уйдут сами; узнайте, почему сервер не успевает</translation>
    </message>
    <message>
      <source>They are tried again by themselves; free the disk and do not switch off</source>
      <translation>Касса повторит сама; освободите диск и не выключайте её</translation>
    </message>
    <message>
      <source>This machine's clock is wrong, or the server's</source>
      <translation>Неверны часы этой машины или сервера</translation>
    </message>
    <message>
      <source>This till has not been paired with the server yet</source>
      <translation>Эта касса ещё не связана с сервером</translation>
    </message>
    <message>
      <source>Version {version} of the program did not work: the till went back by itself</source>
      <translation>Версия программы {version} не заработала: касса вернулась к прежней</translation>
    </message>
    <message>
      <source>Version {version} of the program is put in at the next start</source>
      <translation>Версия программы {version} встанет при следующем запуске</translation>
    </message>
    <message>
      <source>Version {version} of the program is ready</source>
      <translation>Готова версия программы {version}</translation>
    </message>
    <message>
      <source>{printer}: {text}</source>
      <translation>{printer}: {text}</translation>
    </message>
    <message>
      <source>{scanner}: {text}</source>
      <translation>{scanner}: {text}</translation>
    </message>
    <message>
      <source>“Copy now” makes one at once; if it cannot, it says why</source>
      <translation>«Скопировать сейчас» сделает новую; если не сможет, скажет почему</translation>
    </message>
  </context>
  <context>
    <name>backup</name>
    <message>
      <source>A verified copy: {file}</source>
      <translation>Проверенная копия: {file}</translation>
    </message>
    <message>
      <source>How many of them the server has nobody here can tell</source>
      <translation>Сколько из них есть на сервере, здесь узнать нельзя</translation>
    </message>
    <message>
      <source>In the second place: {file}</source>
      <translation>Во втором месте: {file}</translation>
    </message>
    <message>
      <source>Made after this copy: operations {first}–{last}.</source>
      <translation>После этой копии сделаны операции {first}–{last}.</translation>
    </message>
    <message>
      <source>Nothing was changed</source>
      <translation>Ничего не изменено</translation>
    </message>
    <message>
      <source>Operations taken over for the server: {count}</source>
      <translation>Операций взято для сервера: {count}</translation>
    </message>
    <message>
      <source>Put this copy in the place of the database? (y/n)</source>
      <translation>Поставить эту копию на место базы данных? (д/н)</translation>
    </message>
    <message>
      <source>The copy is in place; the next start of the till begins a new life without rights</source>
      <translation>Копия поставлена; со следующего запуска касса начнёт новую эпоху без прав на списание</translation>
    </message>
    <message>
      <source>The database that was there: {file}</source>
      <translation>Прежняя база данных: {file}</translation>
    </message>
    <message>
      <source>The file is whole, and its sums and chains agree</source>
      <translation>Файл цел, суммы и цепочки сходятся</translation>
    </message>
    <message>
      <source>The server has all of them</source>
      <translation>Все они есть на сервере</translation>
    </message>
    <message>
      <source>The till runs: the copy is not written into its journal</source>
      <translation>Касса работает: в её журнал копия не записана</translation>
    </message>
    <message>
      <source>There are no copies yet</source>
      <translation>Копий ещё нет</translation>
    </message>
    <message>
      <source>Those go into the queue of the new database, and on to the server</source>
      <translation>Они войдут в очередь новой базы и уйдут на сервер</translation>
    </message>
    <message>
      <source>Tills send again what this copy lacks; nothing is granted until all have reported</source>
      <translation>Кассы пришлют то, чего нет в копии; права не выдаются, пока не отчитаются все</translation>
    </message>
    <message numerus="yes">
      <source>{file}: %n receipt(s), the last of {last}; tables {version}</source>
      <translation>
        <numerusform>{file}: %n чек, последний от {last}; таблицы {version}</numerusform>
        <numerusform>{file}: %n чека, последний от {last}; таблицы {version}</numerusform>
        <numerusform>{file}: %n чеков, последний от {last}; таблицы {version}</numerusform>
      </translation>
    </message>
    <message>
      <source>{file}: whole; tables {version}</source>
      <translation>{file}: файл цел; таблицы {version}</translation>
    </message>
    <message>
      <source>{sent} of them are at the server, {unsent} are not</source>
      <translation>Из них на сервере {sent}, ещё не отправлено {unsent}</translation>
    </message>
    <message>
      <source>{size} MB</source>
      <translation>{size} МБ</translation>
    </message>
  </context>
  <context>
    <name>buyer</name>
    <message>
      <source>Buyer without a card</source>
      <translation>Покупатель без карты</translation>
    </message>
    <message>
      <source>Cards</source>
      <translation>Карты</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>Найти</translation>
    </message>
    <message>
      <source>New card</source>
      <translation>Новая карта</translation>
    </message>
    <message>
      <source>No registered buyer is on this receipt</source>
      <translation>В чеке нет зарегистрированного покупателя</translation>
    </message>
    <message>
      <source>Purchases and points</source>
      <translation>Покупки и баллы</translation>
    </message>
    <message>
      <source>Scan the card, or type the telephone (9161234567) or the card's number. With the server there, the last four digits or a part of the number do.</source>
      <translation>Отсканируйте карту или наберите телефон (9161234567) либо номер карты. При связи с сервером хватит последних четырёх цифр или части номера.</translation>
    </message>
    <message>
      <source>Take the card off</source>
      <translation>Снять карту</translation>
    </message>
    <message>
      <source>Telephone or card</source>
      <translation>Телефон или карта</translation>
    </message>
    <message>
      <source>There are more: type more digits</source>
      <translation>Есть ещё: наберите больше цифр</translation>
    </message>
    <message>
      <source>There is no card on this receipt</source>
      <translation>В этом чеке нет карты</translation>
    </message>
    <message>
      <source>This one</source>
      <translation>Выбрать</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>К чеку</translation>
    </message>
    <message>
      <source>Without a name</source>
      <translation>Без имени</translation>
    </message>
    <message>
      <source>card</source>
      <translation>карта</translation>
    </message>
    <message>
      <source>telephone</source>
      <translation>телефон</translation>
    </message>
    <message>
      <source>the server is being asked</source>
      <translation>спрашиваем сервер</translation>
    </message>
    <message>
      <source>type the telephone number</source>
      <translation>наберите номер телефона</translation>
    </message>
  </context>
  <context>
    <name>buyer display</name>
    <message numerus="yes">
      <source>%n more above</source>
      <translation>
        <numerusform>ещё %n позиция выше</numerusform>
        <numerusform>ещё %n позиции выше</numerusform>
        <numerusform>ещё %n позиций выше</numerusform>
      </translation>
    </message>
    <message>
      <source>By points: {sum}</source>
      <translation>Баллами: {sum}</translation>
    </message>
    <message>
      <source>Follow the payment terminal</source>
      <translation>Оплатите на терминале</translation>
    </message>
    <message>
      <source>Left to pay</source>
      <translation>Осталось оплатить</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>Оплачено</translation>
    </message>
    <message>
      <source>TOTAL</source>
      <translation>ИТОГО</translation>
    </message>
    <message>
      <source>Thank you for your purchase!</source>
      <translation>Спасибо за покупку!</translation>
    </message>
    <message>
      <source>To pay</source>
      <translation>К оплате</translation>
    </message>
    <message>
      <source>To spend: {points}</source>
      <translation>Можно списать: {points}</translation>
    </message>
    <message>
      <source>You save {sum}</source>
      <translation>Вы экономите {sum}</translation>
    </message>
    <message>
      <source>Your change</source>
      <translation>Ваша сдача</translation>
    </message>
  </context>
  <context>
    <name>cards</name>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Block</source>
      <translation>Заблокировать</translation>
    </message>
    <message>
      <source>Block it</source>
      <translation>Заблокировать</translation>
    </message>
    <message>
      <source>Card in the telephone {mask}</source>
      <translation>Карта в телефоне {mask}</translation>
    </message>
    <message>
      <source>Card {mask}</source>
      <translation>Карта {mask}</translation>
    </message>
    <message>
      <source>Change the telephone</source>
      <translation>Сменить телефон</translation>
    </message>
    <message>
      <source>Choose what was lost, then scan a blank card or type the new number</source>
      <translation>Выберите утерянное, затем отсканируйте чистую карту или наберите новый номер</translation>
    </message>
    <message>
      <source>E-mail {mask}</source>
      <translation>Почта {mask}</translation>
    </message>
    <message>
      <source>Give the card</source>
      <translation>Выдать карту</translation>
    </message>
    <message>
      <source>New card</source>
      <translation>Новая карта</translation>
    </message>
    <message>
      <source>New telephone</source>
      <translation>Новый телефон</translation>
    </message>
    <message>
      <source>No card: give one</source>
      <translation>Карты нет: выдать</translation>
    </message>
    <message>
      <source>No telephone: write one down</source>
      <translation>Телефона нет: записать</translation>
    </message>
    <message>
      <source>Nothing is known of this buyer.</source>
      <translation>Об этом покупателе ничего не известно.</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>Заменить</translation>
    </message>
    <message>
      <source>Replace the card</source>
      <translation>Заменить карту</translation>
    </message>
    <message>
      <source>Telephone {mask}</source>
      <translation>Телефон {mask}</translation>
    </message>
    <message>
      <source>The card {new} is given</source>
      <translation>Карта {new} выдана</translation>
    </message>
    <message>
      <source>The server will hear of it when it answers; elsewhere the old one works until then</source>
      <translation>Сервер узнает, когда ответит; до тех пор на других кассах действует старая</translation>
    </message>
    <message>
      <source>The telephone is {new} now</source>
      <translation>Телефон теперь {new}</translation>
    </message>
    <message>
      <source>blocked</source>
      <translation>заблокирована</translation>
    </message>
    <message>
      <source>choose a card or telephone</source>
      <translation>выберите карту или телефон</translation>
    </message>
    <message>
      <source>expired</source>
      <translation>истекла</translation>
    </message>
    <message>
      <source>in use</source>
      <translation>действует</translation>
    </message>
    <message>
      <source>it is being written</source>
      <translation>записывается</translation>
    </message>
    <message>
      <source>replaced</source>
      <translation>заменена</translation>
    </message>
    <message>
      <source>scan a blank card</source>
      <translation>отсканируйте чистую карту</translation>
    </message>
    <message>
      <source>there is nothing to block</source>
      <translation>блокировать нечего</translation>
    </message>
    <message>
      <source>this one is not in use any more</source>
      <translation>она уже не действует</translation>
    </message>
    <message>
      <source>type the new number</source>
      <translation>наберите новый номер</translation>
    </message>
    <message>
      <source>{card} is blocked</source>
      <translation>{card}: заблокировано</translation>
    </message>
    <message>
      <source>{old} is replaced by {new}</source>
      <translation>{old} заменена на {new}</translation>
    </message>
  </context>
  <context>
    <name>cash</name>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Correction</source>
      <translation>Исправление</translation>
    </message>
    <message>
      <source>From another till</source>
      <translation>С другой кассы</translation>
    </message>
    <message>
      <source>From the bank</source>
      <translation>Из банка</translation>
    </message>
    <message>
      <source>Put cash in</source>
      <translation>Внести деньги</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Причина</translation>
    </message>
    <message>
      <source>Small change</source>
      <translation>Разменная монета</translation>
    </message>
    <message>
      <source>Sum, ₽</source>
      <translation>Сумма, ₽</translation>
    </message>
    <message>
      <source>Take cash out</source>
      <translation>Изъять деньги</translation>
    </message>
    <message>
      <source>To a supplier</source>
      <translation>Поставщику</translation>
    </message>
    <message>
      <source>To another till</source>
      <translation>На другую кассу</translation>
    </message>
    <message>
      <source>To the bank</source>
      <translation>В банк</translation>
    </message>
    <message>
      <source>To the safe</source>
      <translation>В сейф</translation>
    </message>
    <message>
      <source>Touch a reason or write one</source>
      <translation>Выберите причину или напишите свою</translation>
    </message>
    <message>
      <source>touch a reason first</source>
      <translation>сначала причина</translation>
    </message>
    <message>
      <source>type the sum</source>
      <translation>введите сумму</translation>
    </message>
    <message>
      <source>{sum} ₽ put in</source>
      <translation>Внесено {sum} ₽</translation>
    </message>
    <message>
      <source>{sum} ₽ taken out</source>
      <translation>Изъято {sum} ₽</translation>
    </message>
  </context>
  <context>
    <name>cli</name>
    <message>
      <source>150 gives points, -150 takes them</source>
      <translation>150 начисляет баллы, -150 снимает</translation>
    </message>
    <message>
      <source>A till that keeps selling when the network is gone</source>
      <translation>Касса, которая продаёт и без сети</translation>
    </message>
    <message>
      <source>An error of this program. It is described in {file}</source>
      <translation>Ошибка программы. Подробности в файле {file}</translation>
    </message>
    <message>
      <source>CSV for a Russian Excel (semicolons), or plain (commas and points)</source>
      <translation>CSV для русского Excel (точки с запятой) или простой (запятые и точки)</translation>
    </message>
    <message>
      <source>CSV: codes that are no goods, instead of the usual ones; gift_* names a beginning</source>
      <translation>CSV: коды, которые не товары, вместо обычных; gift_* — начало кода</translation>
    </message>
    <message>
      <source>CSV: number, and a sum in roubles</source>
      <translation>CSV: номер и сумма в рублях</translation>
    </message>
    <message>
      <source>CSV: the column with the price</source>
      <translation>CSV: столбец с ценой</translation>
    </message>
    <message>
      <source>CSV: the column with the price for members</source>
      <translation>CSV: столбец с ценой по карте</translation>
    </message>
    <message>
      <source>CSV: the encoding, where it is not found out rightly</source>
      <translation>CSV: кодировка, если она определилась неверно</translation>
    </message>
    <message>
      <source>Commands:</source>
      <translation>Команды:</translation>
    </message>
    <message>
      <source>CommerceML: the price type of prices for members</source>
      <translation>CommerceML: вид цены по карте</translation>
    </message>
    <message>
      <source>CommerceML: the price type; else retail, else the first</source>
      <translation>CommerceML: вид цены; иначе розничная, иначе первая</translation>
    </message>
    <message>
      <source>Data: {folder}</source>
      <translation>Данные: {folder}</translation>
    </message>
    <message>
      <source>File: {file}</source>
      <translation>Файл: {file}</translation>
    </message>
    <message>
      <source>Logs: {folder}</source>
      <translation>Журналы: {folder}</translation>
    </message>
    <message>
      <source>Till {number} has joined {url} as part of store {store}</source>
      <translation>Касса {number} подключена к {url}, магазин {store}</translation>
    </message>
    <message>
      <source>Trial only, nothing was changed</source>
      <translation>Проба: ничего не изменено</translation>
    </message>
    <message>
      <source>XLSX: the sheet</source>
      <translation>XLSX: лист</translation>
    </message>
    <message>
      <source>a CSV file (.gz too), a CommerceML file, or a folder or zip of them</source>
      <translation>файл CSV (можно .gz), файл CommerceML либо папка или zip с ними</translation>
    </message>
    <message>
      <source>a CSV or XLSX: identifier, group, from date</source>
      <translation>CSV или XLSX: идентификатор, группа, с даты</translation>
    </message>
    <message>
      <source>a CSV; left out: print</source>
      <translation>CSV; если не указать — напечатать</translation>
    </message>
    <message>
      <source>a copy in the place of the server's database, which is kept</source>
      <translation>поставить копию на место базы данных сервера, прежняя сохраняется</translation>
    </message>
    <message>
      <source>a copy in the place of the till's database</source>
      <translation>поставить копию на место базы данных кассы</translation>
    </message>
    <message>
      <source>a copy, .db or .db.gz</source>
      <translation>копия, .db или .db.gz</translation>
    </message>
    <message>
      <source>a copy, .db or .db.gz; its name is enough where it lies among the copies</source>
      <translation>копия, .db или .db.gz; достаточно имени, если она лежит среди копий</translation>
    </message>
    <message>
      <source>a folder of PNG or JPEG files named by barcode, article or id</source>
      <translation>папка с файлами PNG или JPEG, названными штрихкодом, артикулом или id</translation>
    </message>
    <message>
      <source>a group of the other system and the level it means; adds to the settings</source>
      <translation>группа другой системы и уровень, который она означает; добавляется к настройкам</translation>
    </message>
    <message>
      <source>a list of them, one a line or CSV</source>
      <translation>их список: по одному в строке или CSV</translation>
    </message>
    <message>
      <source>a lot, or a member with all lots</source>
      <translation>лот или участник со всеми лотами</translation>
    </message>
    <message>
      <source>a loyalty programme: checked, shown, compared, published</source>
      <translation>программа лояльности: проверка, показ, сравнение, публикация</translation>
    </message>
    <message>
      <source>a node with all its epochs, or one epoch</source>
      <translation>узел со всеми его эпохами или одна эпоха</translation>
    </message>
    <message>
      <source>a price for goods whose price the file leaves out</source>
      <translation>цена для товаров, у которых цены в файле нет</translation>
    </message>
    <message>
      <source>a programme in words</source>
      <translation>программа словами</translation>
    </message>
    <message>
      <source>a receipt of this till again: as text, picture, PDF or letter</source>
      <translation>чек этой кассы ещё раз: текстом, картинкой, PDF или письмом</translation>
    </message>
    <message>
      <source>a shift of this till, or last</source>
      <translation>смена этой кассы или last</translation>
    </message>
    <message>
      <source>a single day</source>
      <translation>один день</translation>
    </message>
    <message>
      <source>a till, store node or server set up from a file of answers, before its first start</source>
      <translation>настроить кассу, узел магазина или сервер по файлу ответов, до первого запуска</translation>
    </message>
    <message>
      <source>a time by its name; left out: today</source>
      <translation>период по имени; без него: сегодня</translation>
    </message>
    <message>
      <source>a verified copy of the server's database, also while it runs</source>
      <translation>проверенная копия базы данных сервера, в том числе во время работы</translation>
    </message>
    <message>
      <source>a version</source>
      <translation>версия</translation>
    </message>
    <message>
      <source>a version that is given out</source>
      <translation>версия, которая раздаётся</translation>
    </message>
    <message>
      <source>a version whose folder lies in [node] releases</source>
      <translation>версия, папка которой лежит в [node] releases</translation>
    </message>
    <message>
      <source>a version; else the newest</source>
      <translation>версия; иначе самая новая</translation>
    </message>
    <message>
      <source>a whole shop on this machine, to try it out</source>
      <translation>целый магазин на этом компьютере, чтобы попробовать</translation>
    </message>
    <message>
      <source>account, card, telephone or e-mail</source>
      <translation>счёт, карта, телефон или e-mail</translation>
    </message>
    <message>
      <source>accounts, cards, telephones or e-mails</source>
      <translation>счета, карты, телефоны или e-mail</translation>
    </message>
    <message>
      <source>address of the central server</source>
      <translation>адрес центрального сервера</translation>
    </message>
    <message>
      <source>address to listen on</source>
      <translation>адрес, на котором слушать</translation>
    </message>
    <message>
      <source>addresses and names by which tills reach this server</source>
      <translation>адреса и имена, по которым кассы обращаются к этому серверу</translation>
    </message>
    <message>
      <source>all data of the till or the server in open forms: CSV and a schema</source>
      <translation>все данные кассы или сервера в открытых форматах: CSV и схема</translation>
    </message>
    <message>
      <source>all errors of programme files, and warnings</source>
      <translation>все ошибки файлов программ и предупреждения</translation>
    </message>
    <message>
      <source>all tills</source>
      <translation>все кассы</translation>
    </message>
    <message>
      <source>allow --host 0.0.0.0: every address of this machine</source>
      <translation>разрешить --host 0.0.0.0: все адреса этой машины</translation>
    </message>
    <message>
      <source>allow plain HTTP to other machines: whoever is on the wire reads along</source>
      <translation>разрешить HTTP без шифрования для других машин: кто на линии, тот читает</translation>
    </message>
    <message>
      <source>also what the other system leads</source>
      <translation>и то, что ведёт другая система</translation>
    </message>
    <message>
      <source>an old programme's members and points</source>
      <translation>участники и баллы прежней программы</translation>
    </message>
    <message>
      <source>and to this one, named</source>
      <translation>и этой кассе, по имени</translation>
    </message>
    <message>
      <source>another CSV with prices by barcode or id; they win over the file's own</source>
      <translation>другой CSV с ценами по штрихкоду или коду; они важнее цен файла</translation>
    </message>
    <message>
      <source>as listed</source>
      <translation>как в списке</translation>
    </message>
    <message>
      <source>ask for the private key's password</source>
      <translation>спросить пароль закрытого ключа</translation>
    </message>
    <message>
      <source>ask whether there is a newer version</source>
      <translation>спросить, есть ли версия новее</translation>
    </message>
    <message>
      <source>ask whoever holds points or coupons to give up what is idle</source>
      <translation>попросить держателей баллов и купонов отдать то, чем они не пользуются</translation>
    </message>
    <message>
      <source>at most so many</source>
      <translation>не больше стольких</translation>
    </message>
    <message>
      <source>balances or lots of points</source>
      <translation>остатки или партии баллов</translation>
    </message>
    <message>
      <source>begin a new shop, forget the last one</source>
      <translation>начать новый магазин, прежний забыть</translation>
    </message>
    <message>
      <source>behind this one</source>
      <translation>после этого</translation>
    </message>
    <message>
      <source>booking</source>
      <translation>запись</translation>
    </message>
    <message>
      <source>card, telephone, e-mail, last four digits, part of a name, account</source>
      <translation>карта, телефон, почта, последние четыре цифры, часть имени, счёт</translation>
    </message>
    <message>
      <source>cards of the members</source>
      <translation>карты участников</translation>
    </message>
    <message>
      <source>certificate (PEM) that the central server must be signed by</source>
      <translation>сертификат (PEM), которым должен быть подписан центральный сервер</translation>
    </message>
    <message>
      <source>change nothing if any row is refused</source>
      <translation>не менять ничего, если хоть одной строке отказано</translation>
    </message>
    <message>
      <source>characters a line: 32, 42 or 48 usually</source>
      <translation>знаков в строке: обычно 32, 42 или 48</translation>
    </message>
    <message>
      <source>copies of the till's database: made, listed, examined</source>
      <translation>копии базы данных кассы: сделать, перечислить, проверить</translation>
    </message>
    <message>
      <source>copies that are here and in the second place</source>
      <translation>копии, которые есть здесь и во втором месте</translation>
    </message>
    <message>
      <source>coupons and one-use gifts</source>
      <translation>купоны и разовые подарки</translation>
    </message>
    <message>
      <source>discount groups of members, from another system</source>
      <translation>группы скидок участников, из другой системы</translation>
    </message>
    <message>
      <source>do not ask</source>
      <translation>не спрашивать</translation>
    </message>
    <message>
      <source>do not take over what the server has not been told yet</source>
      <translation>не брать того, что ещё не отправлено на сервер</translation>
    </message>
    <message>
      <source>every name, condition and part that a template may use</source>
      <translation>все имена, условия и части, которые можно писать в шаблоне</translation>
    </message>
    <message>
      <source>everybody of a segment</source>
      <translation>все участники сегмента</translation>
    </message>
    <message>
      <source>everybody's, from the beginning, due or not</source>
      <translation>у всех и с самого начала</translation>
    </message>
    <message>
      <source>exit code 1 for warnings too</source>
      <translation>код выхода 1 и при предупреждениях</translation>
    </message>
    <message>
      <source>exit code 1 where the notice is not kept</source>
      <translation>код выхода 1, если срок уведомления не соблюдён</translation>
    </message>
    <message>
      <source>fetch and unpack the newer version</source>
      <translation>скачать и распаковать новую версию</translation>
    </message>
    <message>
      <source>file of the private key; keep it offline</source>
      <translation>файл закрытого ключа; храните его не в сети</translation>
    </message>
    <message>
      <source>first day</source>
      <translation>первый день</translation>
    </message>
    <message>
      <source>first day, YYYY-MM-DD; today by default</source>
      <translation>первый день, ГГГГ-ММ-ДД; обычно сегодня</translation>
    </message>
    <message>
      <source>folder for the files; else with the data</source>
      <translation>папка для файлов; иначе рядом с данными</translation>
    </message>
    <message>
      <source>folder for the reports; beside the database</source>
      <translation>папка для отчётов; без ключа – рядом с базой</translation>
    </message>
    <message>
      <source>for a program: every finding with its figures</source>
      <translation>для программы: всё найденное с числами</translation>
    </message>
    <message>
      <source>for a web site instead of a till</source>
      <translation>для сайта, а не для кассы</translation>
    </message>
    <message>
      <source>for tills of this channel</source>
      <translation>для касс этого канала</translation>
    </message>
    <message>
      <source>forget a member's person for good; the ledger stays</source>
      <translation>навсегда удалить личные данные участника; учёт остаётся</translation>
    </message>
    <message>
      <source>form of the file; left out: by its ending</source>
      <translation>вид файла; если не указать — по окончанию имени</translation>
    </message>
    <message>
      <source>form; left out: by the file's ending</source>
      <translation>вид; без него: по окончанию имени файла</translation>
    </message>
    <message>
      <source>from everybody who got it</source>
      <translation>у всех, кто его получил</translation>
    </message>
    <message>
      <source>gift cards: issued beforehand, balances, blocks</source>
      <translation>подарочные карты: выпуск, остатки, блокировка</translation>
    </message>
    <message>
      <source>give a card in a telephone the secret of its changing code</source>
      <translation>выдать карте в телефоне секрет её меняющегося кода</translation>
    </message>
    <message>
      <source>give a member a level by hand</source>
      <translation>назначить участнику уровень</translation>
    </message>
    <message>
      <source>give a member points, or take some</source>
      <translation>начислить участнику баллы или снять их</translation>
    </message>
    <message>
      <source>give a version to nobody else; who has it keeps it</source>
      <translation>больше никому версию не давать; у кого она есть, у тех остаётся</translation>
    </message>
    <message>
      <source>give a version to some tills, later to more, at last to all</source>
      <translation>раздать версию части касс, потом больше, потом всем</translation>
    </message>
    <message>
      <source>give members a coupon for one use</source>
      <translation>выдать участникам одноразовый купон</translation>
    </message>
    <message>
      <source>give up a machine that is gone: what it held goes back to the pool</source>
      <translation>списать пропавшую машину: что она держала, возвращается в общий запас</translation>
    </message>
    <message>
      <source>go back to the version before, at the next start</source>
      <translation>вернуться к прежней версии при следующем запуске</translation>
    </message>
    <message>
      <source>goods and groups from files</source>
      <translation>товары и группы из файлов</translation>
    </message>
    <message>
      <source>goods from CSV or CommerceML</source>
      <translation>товары из CSV или CommerceML</translation>
    </message>
    <message>
      <source>gross margin of goods whose cost is not known</source>
      <translation>валовая маржа товаров, у которых нет себестоимости</translation>
    </message>
    <message>
      <source>how a member's level changed, and why</source>
      <translation>как и почему менялся уровень участника</translation>
    </message>
    <message>
      <source>how long it is asked for, and kept from going home again</source>
      <translation>сколько минут просить и не отдавать обратно домашнему магазину</translation>
    </message>
    <message>
      <source>how long the code can be used</source>
      <translation>сколько минут действует код</translation>
    </message>
    <message>
      <source>how long the manifest may be believed</source>
      <translation>сколько дней манифесту можно верить</translation>
    </message>
    <message>
      <source>how many of the newest</source>
      <translation>сколько последних записей</translation>
    </message>
    <message>
      <source>how many processes serve; more than one needs PostgreSQL</source>
      <translation>сколько процессов обслуживают кассы; больше одного — только с PostgreSQL</translation>
    </message>
    <message>
      <source>how many seeds are played at once; by default one a core</source>
      <translation>сколько затравок проигрывать одновременно; по умолчанию по одной на ядро</translation>
    </message>
    <message>
      <source>how many seeds; 100 by default</source>
      <translation>сколько чисел-затравок; по умолчанию 100</translation>
    </message>
    <message>
      <source>id of the coupon</source>
      <translation>код купона</translation>
    </message>
    <message>
      <source>id of the coupon, as the programme's rules name it</source>
      <translation>код купона, как в правилах программы</translation>
    </message>
    <message>
      <source>id of the level; none: purchases decide again</source>
      <translation>код уровня; none: снова решают покупки</translation>
    </message>
    <message>
      <source>id of the till's store; made if new</source>
      <translation>магазин кассы; если его ещё нет, будет создан</translation>
    </message>
    <message>
      <source>id of the till, as “nodes” lists it</source>
      <translation>идентификатор кассы из списка «nodes»</translation>
    </message>
    <message>
      <source>in one state</source>
      <translation>в одном состоянии</translation>
    </message>
    <message>
      <source>instead: what each policy of offline redemption grants and overspends</source>
      <translation>вместо этого: что каждая политика списания без связи даёт и перерасходует</translation>
    </message>
    <message>
      <source>is everything here that the till needs?</source>
      <translation>всё ли здесь есть, что нужно кассе</translation>
    </message>
    <message>
      <source>it is meant: it cannot be undone</source>
      <translation>это всерьёз: отменить нельзя</translation>
    </message>
    <message>
      <source>its code changes no more</source>
      <translation>код больше не меняется</translation>
    </message>
    <message>
      <source>its epoch</source>
      <translation>её эпоха</translation>
    </message>
    <message>
      <source>its name: each campaign gives a member one</source>
      <translation>имя акции: одна акция даёт участнику один купон</translation>
    </message>
    <message>
      <source>its number</source>
      <translation>её номер</translation>
    </message>
    <message>
      <source>its number, such as 1.4.2</source>
      <translation>её номер, например 1.4.2</translation>
    </message>
    <message>
      <source>judge everything and change nothing</source>
      <translation>всё проверить и ничего не менять</translation>
    </message>
    <message>
      <source>keep settings, data and logs in this folder</source>
      <translation>хранить настройки, данные и журналы в этой папке</translation>
    </message>
    <message>
      <source>keep the better level of both (the default), or let purchases decide alone</source>
      <translation>сохранить лучший из двух уровней (по умолчанию) или решать только по покупкам</translation>
    </message>
    <message>
      <source>language of the explanation</source>
      <translation>язык объяснения</translation>
    </message>
    <message>
      <source>language of the words</source>
      <translation>язык слов</translation>
    </message>
    <message>
      <source>language of this command's words</source>
      <translation>язык сообщений этой команды</translation>
    </message>
    <message>
      <source>last day</source>
      <translation>последний день</translation>
    </message>
    <message>
      <source>last day of money loaded at once</source>
      <translation>последний день денег, зачисленных сразу</translation>
    </message>
    <message>
      <source>last day; by default as the programme says</source>
      <translation>последний день; по умолчанию по программе</translation>
    </message>
    <message>
      <source>last day; for ever by default</source>
      <translation>последний день; обычно бессрочно</translation>
    </message>
    <message>
      <source>leave what is led here as it is and only report it</source>
      <translation>то, что ведём мы, оставить как есть и только сообщить</translation>
    </message>
    <message>
      <source>let a member or a card in again</source>
      <translation>снова допустить участника или карту</translation>
    </message>
    <message>
      <source>let lapse what is over</source>
      <translation>сжечь баллы, срок которых прошёл</translation>
    </message>
    <message>
      <source>list coupons given</source>
      <translation>показать выданные купоны</translation>
    </message>
    <message>
      <source>list epochs with two histories, which wait for a person</source>
      <translation>перечислить эпохи с двумя историями, которые ждут человека</translation>
    </message>
    <message>
      <source>list epochs: their state, last operation and what they hold</source>
      <translation>перечислить эпохи: состояние, последняя операция и что они держат</translation>
    </message>
    <message>
      <source>list gift cards and what is owed to their holders</source>
      <translation>список подарочных карт и долг перед их держателями</translation>
    </message>
    <message>
      <source>list operations set aside, show one, or try them again</source>
      <translation>перечислить отложенные операции, показать одну или попробовать снова</translation>
    </message>
    <message>
      <source>list privileged acts and verify them; exit code 1 if one was changed</source>
      <translation>показать журнал важных действий и проверить его; код возврата 1, если запись изменена</translation>
    </message>
    <message>
      <source>list the versions, their days and authors</source>
      <translation>перечислить версии, их даты и авторов</translation>
    </message>
    <message>
      <source>list tills, store nodes and sites with their epochs</source>
      <translation>перечислить кассы, узлы магазинов и сайты с их эпохами</translation>
    </message>
    <message>
      <source>list what a person should look at, or settle it</source>
      <translation>перечислить то, на что должен посмотреть человек, или закрыть</translation>
    </message>
    <message>
      <source>make a certificate of the shop's own, by which tills know this server</source>
      <translation>сделать собственный сертификат магазина, по которому кассы узнают этот сервер</translation>
    </message>
    <message>
      <source>make a one-time code by which a till joins</source>
      <translation>создать одноразовый код для подключения кассы</translation>
    </message>
    <message>
      <source>make a verified copy, also while the till sells</source>
      <translation>сделать проверенную копию, в том числе во время продаж</translation>
    </message>
    <message>
      <source>make gift cards known before they are sold</source>
      <translation>завести подарочные карты до их продажи</translation>
    </message>
    <message>
      <source>make one member part of another</source>
      <translation>присоединить одного участника к другому</translation>
    </message>
    <message>
      <source>make the key that signs versions</source>
      <translation>создать ключ, которым подписывают версии</translation>
    </message>
    <message>
      <source>make this server the node of a shop of a central server</source>
      <translation>сделать этот сервер узлом магазина при центральном сервере</translation>
    </message>
    <message>
      <source>members and their groups for another system: what is led here</source>
      <translation>участники и их группы для другой системы: то, что ведём мы</translation>
    </message>
    <message>
      <source>members, CSV or XLSX; may hold their cards, levels and balances too</source>
      <translation>участники, CSV или XLSX; там же могут быть карты, уровни и остатки</translation>
    </message>
    <message>
      <source>members: found, blocked, merged, points adjusted, erased; levels and coupons</source>
      <translation>участники: поиск, блокировка, объединение, правка баллов, удаление данных; уровни и купоны</translation>
    </message>
    <message>
      <source>members: levels given by hand, coupons</source>
      <translation>участники: назначенные уровни, купоны</translation>
    </message>
    <message>
      <source>move the history by whole weeks so that it begins then, for rules with dates</source>
      <translation>сдвинуть историю на целые недели, чтобы она началась тогда: для правил с датами</translation>
    </message>
    <message>
      <source>name of the issue</source>
      <translation>название выпуска</translation>
    </message>
    <message>
      <source>name of the report; list: which there are; rebuild: keep closed shifts anew</source>
      <translation>имя отчёта; list: какие есть; rebuild: запомнить закрытые смены заново</translation>
    </message>
    <message>
      <source>name of the store</source>
      <translation>название магазина</translation>
    </message>
    <message>
      <source>newer versions of this program: signed, fetched, put in, taken back</source>
      <translation>новые версии этой программы: подписать, скачать, поставить, вернуть прежнюю</translation>
    </message>
    <message>
      <source>no goods are named {name}</source>
      <translation>нет товара с именем {name}</translation>
    </message>
    <message>
      <source>number of the card</source>
      <translation>номер карты</translation>
    </message>
    <message>
      <source>number of the receipt</source>
      <translation>номер чека</translation>
    </message>
    <message>
      <source>number of the shift, or the first and the last one; may be given several times</source>
      <translation>номер смены или первой и последней; можно указать несколько раз</translation>
    </message>
    <message>
      <source>numbers of the cards</source>
      <translation>номера карт</translation>
    </message>
    <message>
      <source>of all tills, from the server's database</source>
      <translation>по всем кассам, из базы сервера</translation>
    </message>
    <message>
      <source>of one issue</source>
      <translation>одного выпуска</translation>
    </message>
    <message>
      <source>of this epoch only</source>
      <translation>только этой эпохи</translation>
    </message>
    <message>
      <source>of this kind only</source>
      <translation>только этого вида</translation>
    </message>
    <message>
      <source>of this node only</source>
      <translation>только этого узла</translation>
    </message>
    <message>
      <source>of this shop alone: its id or name</source>
      <translation>только по этому магазину: его номер или название</translation>
    </message>
    <message>
      <source>of this till alone: its id or name</source>
      <translation>только по этой кассе: её номер или название</translation>
    </message>
    <message>
      <source>oldest server that it can work with</source>
      <translation>самый старый сервер, с которым она работает</translation>
    </message>
    <message>
      <source>oldest version that may go to it at once</source>
      <translation>самая старая версия, с которой на неё можно перейти сразу</translation>
    </message>
    <message>
      <source>one with its content</source>
      <translation>одну с её содержимым</translation>
    </message>
    <message>
      <source>only compare</source>
      <translation>только сравнить</translation>
    </message>
    <message>
      <source>only say what would go</source>
      <translation>только показать, что исчезнет</translation>
    </message>
    <message>
      <source>only those of one campaign</source>
      <translation>только одной акции</translation>
    </message>
    <message>
      <source>open a copy, check the file and its sums; exit code 1 if it is bad</source>
      <translation>открыть копию, проверить файл и суммы; код выхода 1, если она негодна</translation>
    </message>
    <message>
      <source>pack and sign a version into a folder for tills</source>
      <translation>упаковать и подписать версию в папку для касс</translation>
    </message>
    <message>
      <source>past receipts: CSV or JSON lines; .gz too</source>
      <translation>прошлые чеки: CSV или строки JSON; можно .gz</translation>
    </message>
    <message>
      <source>past receipts: a till's or a server's database</source>
      <translation>прошлые чеки: база кассы или сервера</translation>
    </message>
    <message>
      <source>pictures of goods from a folder of files</source>
      <translation>картинки товаров из папки с файлами</translation>
    </message>
    <message>
      <source>pictures taken: {kept} of {files}</source>
      <translation>картинок взято: {kept} из {files}</translation>
    </message>
    <message>
      <source>play the day by itself, without windows</source>
      <translation>проиграть день самостоятельно, без окон</translation>
    </message>
    <message>
      <source>port to listen on; 0: any free one</source>
      <translation>порт, на котором слушать; 0 — любой свободный</translation>
    </message>
    <message>
      <source>print JSON</source>
      <translation>напечатать JSON</translation>
    </message>
    <message>
      <source>print a mapping that shows everything</source>
      <translation>показать пример файла соответствий со всеми полями</translation>
    </message>
    <message>
      <source>print a sample receipt under a template, or what is wrong with it</source>
      <translation>напечатать образец чека по шаблону или назвать ошибки шаблона</translation>
    </message>
    <message>
      <source>print a template to begin with</source>
      <translation>напечатать шаблон, с которого можно начать</translation>
    </message>
    <message>
      <source>print every key with its description, what is allowed and the default</source>
      <translation>показать все настройки с описанием, допустимыми значениями и значением по умолчанию</translation>
    </message>
    <message>
      <source>print it as text (so also without a file)</source>
      <translation>напечатать текстом (так и без файла)</translation>
    </message>
    <message>
      <source>print the JSON Schema of a document, or of all, and stop</source>
      <translation>напечатать JSON Schema одного документа или всех и остановиться</translation>
    </message>
    <message>
      <source>print the explanation alone, as text</source>
      <translation>напечатать только объяснение, текстом</translation>
    </message>
    <message>
      <source>print the report as JSON</source>
      <translation>напечатать отчёт как JSON</translation>
    </message>
    <message>
      <source>private key; given twice while keys change</source>
      <translation>закрытый ключ; два раза, пока ключи меняются</translation>
    </message>
    <message>
      <source>publish a version</source>
      <translation>опубликовать версию</translation>
    </message>
    <message>
      <source>purchases may lift the member above it</source>
      <translation>покупки могут поднять участника выше</translation>
    </message>
    <message>
      <source>purchases that count for levels</source>
      <translation>покупки, которые считаются для уровней</translation>
    </message>
    <message>
      <source>put a chart (PNG), a workbook (XLSX) and JSON into this folder</source>
      <translation>положить в эту папку график (PNG), книгу (XLSX) и JSON</translation>
    </message>
    <message>
      <source>put a version in at the next start of the till</source>
      <translation>поставить версию при следующем запуске кассы</translation>
    </message>
    <message>
      <source>read a PIN from the standard input and print its hash for pin_hash</source>
      <translation>прочесть PIN со стандартного ввода и напечатать его хеш для pin_hash</translation>
    </message>
    <message>
      <source>reading</source>
      <translation>чтение</translation>
    </message>
    <message>
      <source>rebuild balances from entries and compare; exit code 1 if they differ</source>
      <translation>пересчитать остатки по записям и сравнить; код возврата 1, если не сходятся</translation>
    </message>
    <message>
      <source>refused rows with their reasons, CSV; left out: beside the file</source>
      <translation>отказанные строки с причинами, CSV; если не указать — рядом с файлом</translation>
    </message>
    <message>
      <source>roubles that they are printed for</source>
      <translation>на сколько рублей они напечатаны</translation>
    </message>
    <message>
      <source>sales for accounting, groups for other systems</source>
      <translation>продажи для бухгалтерии, группы для других систем</translation>
    </message>
    <message>
      <source>sales of closed shifts for accounting: lines, discounts, payments, totals</source>
      <translation>продажи закрытых смен для бухгалтерии: строки, скидки, оплаты, итоги</translation>
    </message>
    <message>
      <source>say that this database was restored from a backup: begin a new incarnation</source>
      <translation>сообщить, что база восстановлена из копии: начать новое воплощение</translation>
    </message>
    <message>
      <source>say what would be done and change nothing; exit code 4 if anything would be</source>
      <translation>сказать, что было бы сделано, и ничего не менять; код выхода 4, если было бы что делать</translation>
    </message>
    <message>
      <source>see below</source>
      <translation>см. ниже</translation>
    </message>
    <message>
      <source>serve HTTPS by this certificate</source>
      <translation>обслуживать по HTTPS с этим сертификатом</translation>
    </message>
    <message>
      <source>serve as the node of a shop, between its tills and this central server</source>
      <translation>служить узлом магазина между его кассами и этим центральным сервером</translation>
    </message>
    <message>
      <source>serve tills until told to stop</source>
      <translation>обслуживать кассы, пока не остановят</translation>
    </message>
    <message>
      <source>set settings that were changed since as the answers say</source>
      <translation>настройки, изменённые с тех пор, поставить как в ответах</translation>
    </message>
    <message>
      <source>settle alarms</source>
      <translation>закрыть тревоги</translation>
    </message>
    <message>
      <source>shifts closed since this day</source>
      <translation>смены, закрытые начиная с этого дня</translation>
    </message>
    <message>
      <source>shifts closed up to this day</source>
      <translation>смены, закрытые по этот день</translation>
    </message>
    <message>
      <source>shops: store nodes and every fault; tills: one server; limits: what is limited in number; gift_cards: money on cards, and every fault</source>
      <translation>shops: узлы магазинов и все отказы; tills: один сервер; limits: то, чего дают ограниченно; gift_cards: деньги на картах и все отказы</translation>
    </message>
    <message>
      <source>sign a folder's manifest anew before it expires</source>
      <translation>подписать манифест папки заново, пока он не устарел</translation>
    </message>
    <message>
      <source>spend no more points of a member, or take a card no more</source>
      <translation>больше не списывать баллы участника или не принимать карту</translation>
    </message>
    <message>
      <source>take a gift card again</source>
      <translation>снова принимать подарочную карту</translation>
    </message>
    <message>
      <source>take a gift card no more</source>
      <translation>больше не принимать подарочную карту</translation>
    </message>
    <message>
      <source>take a till's key away</source>
      <translation>отозвать ключ кассы</translation>
    </message>
    <message>
      <source>take a version back: from now on nobody sees it</source>
      <translation>отозвать версию: с этого момента её не видит никто</translation>
    </message>
    <message>
      <source>take it over; without it only a rehearsal</source>
      <translation>записать; без ключа – только проба</translation>
    </message>
    <message>
      <source>take unused coupons back</source>
      <translation>отозвать неиспользованные купоны</translation>
    </message>
    <message>
      <source>tell what happened in each seed, a line an event</source>
      <translation>рассказать, что было в каждой затравке: событие — строка</translation>
    </message>
    <message>
      <source>the answers, TOML</source>
      <translation>ответы, TOML</translation>
    </message>
    <message>
      <source>the certificate's private key</source>
      <translation>закрытый ключ сертификата</translation>
    </message>
    <message>
      <source>the code is for the shop's own node, not for a till</source>
      <translation>код для узла магазина, а не для кассы</translation>
    </message>
    <message>
      <source>the day on which buyers are told; left out: today</source>
      <translation>день, когда сообщат покупателям; если не указать — сегодня</translation>
    </message>
    <message>
      <source>the end of the journal as it was noted down: it has to be in there still</source>
      <translation>конец журнала, как он был записан на бумаге: он всё ещё должен в нём быть</translation>
    </message>
    <message>
      <source>the first seed; 0 by default</source>
      <translation>первая затравка; по умолчанию 0</translation>
    </message>
    <message>
      <source>the folder that a web server gives out</source>
      <translation>папка, которую раздаёт веб-сервер</translation>
    </message>
    <message>
      <source>the head and foot of receipts: tried on a sample, as text, picture or PDF</source>
      <translation>шапка и подвал чека: проба на образце, текстом, картинкой или PDF</translation>
    </message>
    <message>
      <source>the lot by which a share of receipts is drawn</source>
      <translation>жребий, которым выбирается доля чеков</translation>
    </message>
    <message>
      <source>the lot to add to or to take from</source>
      <translation>партия, в которую добавить или из которой снять</translation>
    </message>
    <message>
      <source>the loyalty programme</source>
      <translation>программа лояльности</translation>
    </message>
    <message>
      <source>the loyalty server</source>
      <translation>сервер лояльности</translation>
    </message>
    <message>
      <source>the manager's reports of a till, or of all tills, as tables and files</source>
      <translation>отчёты управляющего по кассе или по всем кассам: таблицы и файлы</translation>
    </message>
    <message>
      <source>the member that becomes part of the other</source>
      <translation>участник, которого присоединяют</translation>
    </message>
    <message>
      <source>the member that stays</source>
      <translation>участник, который остаётся</translation>
    </message>
    <message>
      <source>the member, JSON</source>
      <translation>участник, JSON</translation>
    </message>
    <message>
      <source>the moment, ISO 8601; without an offset the store's wall clock</source>
      <translation>момент, ISO 8601; без смещения — время магазина</translation>
    </message>
    <message>
      <source>the points never expire</source>
      <translation>баллы не сгорают</translation>
    </message>
    <message>
      <source>the program's folder for a platform, such as linux-x86_64=dist/cashier-app</source>
      <translation>папка программы для платформы, например linux-x86_64=dist/cashier-app</translation>
    </message>
    <message>
      <source>the programme to compare it with, JSON</source>
      <translation>программа, с которой сравниваем, JSON</translation>
    </message>
    <message>
      <source>the programme to try, JSON</source>
      <translation>программа, которую проверяем, JSON</translation>
    </message>
    <message>
      <source>the programme, JSON</source>
      <translation>программа в формате JSON</translation>
    </message>
    <message>
      <source>the programme, JSON; - is standard input</source>
      <translation>программа, JSON; - означает стандартный ввод</translation>
    </message>
    <message>
      <source>the programme, JSON; given several times, the version that this buyer sees is taken</source>
      <translation>программа, JSON; если указать несколько, берётся та версия, которую видит этот покупатель</translation>
    </message>
    <message>
      <source>the receipt, JSON; - is standard input</source>
      <translation>чек, JSON; - означает стандартный ввод</translation>
    </message>
    <message>
      <source>the server's database: a file or postgresql://user@host/name</source>
      <translation>база данных сервера: файл или postgresql://user@host/name</translation>
    </message>
    <message>
      <source>the server's database: a file or sqlite:////file</source>
      <translation>база данных сервера: файл или sqlite:////файл</translation>
    </message>
    <message>
      <source>the settings, and what they mean</source>
      <translation>настройки и их описание</translation>
    </message>
    <message>
      <source>the template; without it the settings' header and footer</source>
      <translation>шаблон; без него — шапка и подвал из настроек</translation>
    </message>
    <message>
      <source>the till</source>
      <translation>касса</translation>
    </message>
    <message>
      <source>the version in force, JSON</source>
      <translation>действующая версия, JSON</translation>
    </message>
    <message>
      <source>the version to come, JSON</source>
      <translation>будущая версия, JSON</translation>
    </message>
    <message>
      <source>they hold that money at once (sold by invoice); else the till loads them</source>
      <translation>деньги на них сразу (проданы по счёту); иначе их загрузит касса</translation>
    </message>
    <message>
      <source>this card alone, not the whole account</source>
      <translation>только эту карту, а не весь счёт</translation>
    </message>
    <message>
      <source>this till joins a loyalty server</source>
      <translation>подключить эту кассу к серверу лояльности</translation>
    </message>
    <message>
      <source>those that nobody has settled (the default), those settled, or all</source>
      <translation>незакрытые (по умолчанию), закрытые или все</translation>
    </message>
    <message>
      <source>tills, store nodes and a server under seeds of faults: does every promise hold?</source>
      <translation>кассы, узлы магазинов и сервер под заданными случайными отказами: все ли обещания выполнены?</translation>
    </message>
    <message>
      <source>time</source>
      <translation>время</translation>
    </message>
    <message>
      <source>time until somebody must be able to scan, a migration of the database included</source>
      <translation>время, за которое на кассе должно стать можно работать, вместе с переделкой базы</translation>
    </message>
    <message>
      <source>time zone of the store</source>
      <translation>часовой пояс магазина</translation>
    </message>
    <message>
      <source>time zone of the times in a CSV</source>
      <translation>часовой пояс времени в CSV</translation>
    </message>
    <message>
      <source>to so many of a hundred tills</source>
      <translation>стольким кассам из ста</translation>
    </message>
    <message>
      <source>touch no printer, scanner, scale and display</source>
      <translation>не трогать принтеры, сканеры, весы и дисплей</translation>
    </message>
    <message>
      <source>try them once more</source>
      <translation>попробовать ещё раз</translation>
    </message>
    <message>
      <source>unpack what was fetched; the till does it</source>
      <translation>распаковать скачанное; касса делает это сама</translation>
    </message>
    <message>
      <source>versions of the program, given to the tills</source>
      <translation>версии программы, которые раздаются кассам</translation>
    </message>
    <message>
      <source>versions that are given out, and what became of them</source>
      <translation>какие версии раздаются и что с ними стало</translation>
    </message>
    <message>
      <source>what a programme would have cost, on past receipts</source>
      <translation>во что обошлась бы программа на прошлых чеках</translation>
    </message>
    <message>
      <source>what a receipt costs, and why</source>
      <translation>сколько стоит чек и почему</translation>
    </message>
    <message>
      <source>what came of it, for the journal</source>
      <translation>чем кончилось, для журнала</translation>
    </message>
    <message>
      <source>what changed between two versions, and the notice</source>
      <translation>что изменилось между двумя версиями и соблюдён ли срок уведомления</translation>
    </message>
    <message>
      <source>what columns and words mean, TOML or JSON</source>
      <translation>что значат столбцы и слова, TOML или JSON</translation>
    </message>
    <message>
      <source>what is new, in English</source>
      <translation>что нового, по-английски</translation>
    </message>
    <message>
      <source>what is new, in Russian</source>
      <translation>что нового, по-русски</translation>
    </message>
    <message>
      <source>what is not free to be taken is owed</source>
      <translation>чего свободного не хватит — останется в долг</translation>
    </message>
    <message>
      <source>what is on a gift card, and what moved last</source>
      <translation>что на подарочной карте и последние движения</translation>
    </message>
    <message>
      <source>what is started in it; else cashier-app</source>
      <translation>что в ней запускается; иначе cashier-app</translation>
    </message>
    <message>
      <source>what “cashier-app server pair --store-node” has printed there</source>
      <translation>что там напечатала команда «cashier-app server pair --store-node»</translation>
    </message>
    <message>
      <source>what “cashier-app server pair” has printed</source>
      <translation>код, который напечатала «cashier-app server pair»</translation>
    </message>
    <message>
      <source>where the day played by itself leaves its pictures, receipts and reports</source>
      <translation>куда сложить снимки экрана, чеки и отчёты проигранного дня</translation>
    </message>
    <message>
      <source>which copies there are</source>
      <translation>какие есть копии</translation>
    </message>
    <message>
      <source>which versions are here, and which is in force</source>
      <translation>какие версии здесь есть и какая действует</translation>
    </message>
    <message>
      <source>who answers for it; stands in the protocol</source>
      <translation>кто отвечает за перенос; имя стоит в протоколе</translation>
    </message>
    <message>
      <source>who does it, for the journal; by default the user of this machine</source>
      <translation>кто это делает, для журнала; по умолчанию пользователь этой машины</translation>
    </message>
    <message>
      <source>who does it, kept with the version; by default the user of this machine</source>
      <translation>кто это делает — хранится вместе с версией; по умолчанию пользователь этой машины</translation>
    </message>
    <message>
      <source>who gives it</source>
      <translation>кто назначает</translation>
    </message>
    <message>
      <source>who sends the letter</source>
      <translation>кто отправляет письмо</translation>
    </message>
    <message>
      <source>who spends points: maximum (everybody, all allowed), never, history, or a share of receipts: 30%%</source>
      <translation>кто тратит баллы: maximum (все и сколько можно), never (никто), history (как в чеках) или доля чеков: 30%%</translation>
    </message>
    <message>
      <source>who that is: points, cards, who holds what, what is open</source>
      <translation>кто это: баллы, карты, у кого права, что требует внимания</translation>
    </message>
    <message>
      <source>whom it is sent to</source>
      <translation>кому оно отправляется</translation>
    </message>
    <message>
      <source>whose receipt: a member's, a stranger's, or a return</source>
      <translation>чей чек: участника, незнакомого покупателя или возврат</translation>
    </message>
    <message>
      <source>why, for the journal</source>
      <translation>почему — для журнала</translation>
    </message>
    <message>
      <source>why, for the member's history</source>
      <translation>почему: для истории участника</translation>
    </message>
    <message>
      <source>with --policies: days of trade</source>
      <translation>с --policies: дней торговли</translation>
    </message>
    <message>
      <source>with --policies: no longer than this a policy; what it came to by then is told</source>
      <translation>с --policies: не дольше на политику; рассказывается то, что успелось</translation>
    </message>
    <message>
      <source>with --policies: the seed</source>
      <translation>с --policies: начальное число</translation>
    </message>
    <message>
      <source>with names, telephones and what else tells who a person is</source>
      <translation>с именами, телефонами и прочими сведениями о людях</translation>
    </message>
    <message>
      <source>without the first</source>
      <translation>без первых</translation>
    </message>
    <message>
      <source>work balances, rights and levels out again; exit code 1 if not all is right</source>
      <translation>пересчитать балансы, права и уровни; код выхода 1, если не всё верно</translation>
    </message>
    <message>
      <source>work out the levels that are due</source>
      <translation>пересчитать уровни, которым пора</translation>
    </message>
    <message>
      <source>write although rows are refused, and leave them out</source>
      <translation>записать без строк, в которых отказано</translation>
    </message>
    <message>
      <source>write it as a PDF</source>
      <translation>записать как PDF</translation>
    </message>
    <message>
      <source>write it as a letter, the PDF attached</source>
      <translation>записать письмом с PDF во вложении</translation>
    </message>
    <message>
      <source>write it as a picture</source>
      <translation>записать картинкой</translation>
    </message>
    <message>
      <source>write them to a CSV file</source>
      <translation>записать их в файл CSV</translation>
    </message>
    <message>
      <source>write there</source>
      <translation>записать туда</translation>
    </message>
    <message>
      <source>write there; nothing may be there yet</source>
      <translation>куда писать; там ещё ничего не должно быть</translation>
    </message>
    <message>
      <source>write there; of CSV the tables become files beside it; left out: print</source>
      <translation>записать туда; таблицы CSV станут файлами рядом; если не указать — напечатать</translation>
    </message>
    <message>
      <source>write what became of every product, .csv or .json</source>
      <translation>записать, что стало с каждым товаром, в .csv или .json</translation>
    </message>
    <message>
      <source>write what support needs into a ZIP file or a folder: findings, settings without secrets, logs</source>
      <translation>записать то, что нужно поддержке, в файл ZIP или папку: найденное, настройки без секретов, журналы</translation>
    </message>
    <message>
      <source>{name} is no picture</source>
      <translation>{name} — не картинка</translation>
    </message>
  </context>
  <context>
    <name>closing</name>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Close shift {number}</source>
      <translation>Закрытие смены {number}</translation>
    </message>
    <message>
      <source>Close the shift</source>
      <translation>Закрыть смену</translation>
    </message>
    <message>
      <source>Count anew</source>
      <translation>Считать заново</translation>
    </message>
    <message>
      <source>Count the drawer first</source>
      <translation>Сначала пересчитайте ящик</translation>
    </message>
    <message>
      <source>Count the drawer: touch a note, type how many, Enter goes on.</source>
      <translation>Пересчитайте ящик: выберите купюру, введите количество, «Ввод» — к следующей.</translation>
    </message>
    <message>
      <source>Counted</source>
      <translation>Насчитано</translation>
    </message>
    <message>
      <source>Hand over</source>
      <translation>Сдать</translation>
    </message>
    <message>
      <source>Hand over {sum}</source>
      <translation>Сдать {sum}</translation>
    </message>
    <message>
      <source>Handed over at closing</source>
      <translation>Сдано при закрытии смены</translation>
    </message>
    <message>
      <source>Must be in the drawer</source>
      <translation>Должно быть в ящике</translation>
    </message>
    <message>
      <source>Shift {number} is closed; its Z report is kept and being printed</source>
      <translation>Смена {number} закрыта; Z-отчёт сохранён и печатается</translation>
    </message>
    <message>
      <source>So large a difference needs a manager.</source>
      <translation>Такое расхождение подтверждает менеджер.</translation>
    </message>
    <message>
      <source>The count agrees.</source>
      <translation>Всё сходится.</translation>
    </message>
    <message>
      <source>The settings do not say what stays in the drawer</source>
      <translation>В настройках не сказано, сколько оставлять в ящике</translation>
    </message>
    <message>
      <source>There is nothing above it</source>
      <translation>Сверх остатка ничего нет</translation>
    </message>
    <message>
      <source>This is the largest note</source>
      <translation>Это самая крупная купюра</translation>
    </message>
    <message>
      <source>This is the smallest coin</source>
      <translation>Это самая мелкая монета</translation>
    </message>
    <message>
      <source>count the drawer first</source>
      <translation>сначала пересчитайте ящик</translation>
    </message>
    <message>
      <source>finish the receipt on the screen first</source>
      <translation>сначала завершите чек на экране</translation>
    </message>
    <message>
      <source>the shift is being closed</source>
      <translation>смена закрывается</translation>
    </message>
    <message>
      <source>{kopecks} kop.</source>
      <translation>{kopecks} коп.</translation>
    </message>
    <message>
      <source>{note}, how many</source>
      <translation>{note}: сколько</translation>
    </message>
    <message>
      <source>{sum} is missing.</source>
      <translation>Не хватает {sum}.</translation>
    </message>
    <message>
      <source>{sum} is too much.</source>
      <translation>Лишние {sum}.</translation>
    </message>
    <message>
      <source>{sum} stays</source>
      <translation>остаётся {sum}</translation>
    </message>
    <message>
      <source>{sum} ₽ is handed over; the rest is counted</source>
      <translation>{sum} ₽ сдано; остаток посчитан</translation>
    </message>
  </context>
  <context>
    <name>codes</name>
    <message>
      <source>Another till holds this promo code at the moment: try it once more</source>
      <translation>Этот промокод сейчас занят на другой кассе: введите его ещё раз</translation>
    </message>
    <message>
      <source>Let the scanner transmit GS (character 29), then scan again</source>
      <translation>Включите в сканере передачу GS (символ 29) и отсканируйте ещё раз</translation>
    </message>
    <message>
      <source>Only one such promo code works on a receipt</source>
      <translation>В одном чеке действует только один такой промокод</translation>
    </message>
    <message>
      <source>Only the server knows whether this promo code is free, and there is no connection</source>
      <translation>Проверить промокод может только сервер, а связи нет</translation>
    </message>
    <message>
      <source>Promo code {code}</source>
      <translation>Промокод {code}</translation>
    </message>
    <message>
      <source>Scan again</source>
      <translation>Отсканируйте ещё раз</translation>
    </message>
    <message>
      <source>Scan again or type the digits under the bars; if it repeats, switch the keyboard to English</source>
      <translation>Отсканируйте ещё раз или наберите цифры под штрихкодом; если повторится, включите английскую раскладку</translation>
    </message>
    <message>
      <source>Scan again, holding the scanner over the whole code</source>
      <translation>Отсканируйте ещё раз так, чтобы код попал в луч целиком</translation>
    </message>
    <message>
      <source>Scan again, or find the product by its name</source>
      <translation>Отсканируйте ещё раз или найдите товар по названию</translation>
    </message>
    <message>
      <source>Scan again; if it repeats, check the scanner's cable and port settings</source>
      <translation>Отсканируйте ещё раз; если повторится, проверьте кабель сканера и настройки порта</translation>
    </message>
    <message>
      <source>Scan the card again, or find the buyer by phone</source>
      <translation>Отсканируйте карту ещё раз или найдите покупателя по телефону</translation>
    </message>
    <message>
      <source>Scan the product's own barcode</source>
      <translation>Отсканируйте штрихкод самого товара</translation>
    </message>
    <message>
      <source>Scan the product's own barcode, or find it by its name</source>
      <translation>Отсканируйте штрихкод товара или найдите его по названию</translation>
    </message>
    <message>
      <source>The card was misread: its check digit does not fit</source>
      <translation>Карта прочитана с ошибкой: не сходится контрольная цифра</translation>
    </message>
    <message>
      <source>The code is too long for a product or a card</source>
      <translation>Код слишком длинный для товара или карты</translation>
    </message>
    <message>
      <source>The code was misread: its check digit does not fit</source>
      <translation>Код прочитан с ошибкой: не сходится контрольная цифра</translation>
    </message>
    <message>
      <source>The code was not read whole</source>
      <translation>Код прочитан не полностью</translation>
    </message>
    <message>
      <source>The label says zero</source>
      <translation>На этикетке ноль</translation>
    </message>
    <message>
      <source>The marking code has lost its separators (GS)</source>
      <translation>В коде маркировки потеряны разделители (GS)</translation>
    </message>
    <message>
      <source>The receipt does not meet the conditions of this promo code</source>
      <translation>Условия промокода в этом чеке не выполнены</translation>
    </message>
    <message>
      <source>The scanner sent characters that no code has</source>
      <translation>Сканер прислал символы, каких в кодах не бывает</translation>
    </message>
    <message>
      <source>The scanner sent nothing</source>
      <translation>Сканер ничего не прислал</translation>
    </message>
    <message>
      <source>The server is being asked</source>
      <translation>Спрашиваем сервер…</translation>
    </message>
    <message>
      <source>There are Russian letters in the code</source>
      <translation>В коде русские буквы</translation>
    </message>
    <message>
      <source>There is no such promo code</source>
      <translation>Такого промокода нет</translation>
    </message>
    <message>
      <source>This card belongs to another chain</source>
      <translation>Это карта другой сети</translation>
    </message>
    <message>
      <source>This code holds an address or a password, not a product</source>
      <translation>В этом коде контакт или пароль, а не товар</translation>
    </message>
    <message>
      <source>This code is for paying in a bank's app, not a product</source>
      <translation>Это код для оплаты в приложении банка, а не товар</translation>
    </message>
    <message>
      <source>This coupon is not one of ours</source>
      <translation>Это не наш купон</translation>
    </message>
    <message>
      <source>This is a fiscal receipt's code: for a return, scan the code on our slip or find the receipt</source>
      <translation>Это код фискального чека: для возврата отсканируйте код на нашем чеке или найдите чек</translation>
    </message>
    <message>
      <source>This is a link, not a product</source>
      <translation>Это ссылка, а не товар</translation>
    </message>
    <message>
      <source>This is an excise stamp: scan the product's own barcode too</source>
      <translation>Это акцизная марка: отсканируйте ещё и штрихкод товара</translation>
    </message>
    <message>
      <source>This is neither a product nor a card that the shop knows</source>
      <translation>Это не товар и не карта магазина</translation>
    </message>
    <message>
      <source>This is the code of a transport package: scan the product itself</source>
      <translation>Это код транспортной упаковки: отсканируйте сам товар</translation>
    </message>
    <message>
      <source>This promo code has been used already</source>
      <translation>Промокод уже использован</translation>
    </message>
    <message>
      <source>This promo code is no longer valid</source>
      <translation>Срок промокода прошёл</translation>
    </message>
    <message>
      <source>This promo code is not valid yet</source>
      <translation>Промокод ещё не действует</translation>
    </message>
    <message>
      <source>This promo code needs the right loyalty card</source>
      <translation>Промокод действует только с картой его владельца</translation>
    </message>
    <message>
      <source>This promo code would not make the receipt cheaper</source>
      <translation>С этим промокодом чек не станет дешевле</translation>
    </message>
    <message>
      <source>Weigh the product again</source>
      <translation>Взвесьте товар ещё раз</translation>
    </message>
    <message>
      <source>conditions not met</source>
      <translation>условия не выполнены</translation>
    </message>
    <message>
      <source>gives nothing more</source>
      <translation>скидку не увеличит</translation>
    </message>
    <message>
      <source>in use at another till</source>
      <translation>занят на другой кассе</translation>
    </message>
    <message>
      <source>needs a connection</source>
      <translation>нужна связь с сервером</translation>
    </message>
    <message>
      <source>needs the right card</source>
      <translation>нужна карта покупателя</translation>
    </message>
    <message>
      <source>no longer valid</source>
      <translation>срок истёк</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>нет такого</translation>
    </message>
    <message>
      <source>not valid yet</source>
      <translation>ещё не действует</translation>
    </message>
    <message>
      <source>one of a kind only</source>
      <translation>такой на чеке уже есть</translation>
    </message>
    <message>
      <source>used already</source>
      <translation>уже использован</translation>
    </message>
  </context>
  <context>
    <name>consent</name>
    <message>
      <source>CONSENT</source>
      <translation>СОГЛАСИЕ</translation>
    </message>
    <message>
      <source>Known by</source>
      <translation>Карта, телефон</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>ФИО</translation>
    </message>
    <message>
      <source>Version of the text</source>
      <translation>Редакция текста</translation>
    </message>
  </context>
  <context>
    <name>console</name>
    <message>
      <source>Tables: {tables}, rows: {rows}: {path}</source>
      <translation>Таблиц: {tables}, строк: {rows}: {path}</translation>
    </message>
    <message>
      <source>The till runs: this is not written into its journal</source>
      <translation>Касса работает: в её журнал это не записано</translation>
    </message>
  </context>
  <context>
    <name>demo</name>
    <message>
      <source>A blank card · {number}</source>
      <translation>Новая карта · {number}</translation>
    </message>
    <message>
      <source>A line of the first receipt comes back, found by its QR code</source>
      <translation>Возврат строки первого чека, найденного по QR-коду</translation>
    </message>
    <message>
      <source>A receipt put aside, the till switched off and on, the other printer</source>
      <translation>Чек отложен, касса выключена и включена, другой принтер</translation>
    </message>
    <message>
      <source>Another chain's card</source>
      <translation>Карта другой сети</translation>
    </message>
    <message>
      <source>Any five</source>
      <translation>Любые пять</translation>
    </message>
    <message numerus="yes">
      <source>Balances compared: %n lot(s)</source>
      <translation>
        <numerusform>Сверено остатков: %n</numerusform>
        <numerusform>Сверено остатков: %n</numerusform>
        <numerusform>Сверено остатков: %n</numerusform>
      </translation>
    </message>
    <message>
      <source>Both ledgers agree to the kopeck</source>
      <translation>Учёт кассы и сервера совпадает до копейки</translation>
    </message>
    <message>
      <source>Demo shop</source>
      <translation>Демо-магазин</translation>
    </message>
    <message>
      <source>Find a product</source>
      <translation>Найти товар</translation>
    </message>
    <message>
      <source>Given back to buyers</source>
      <translation>Возвращено</translation>
    </message>
    <message>
      <source>Lay the ledgers side by side</source>
      <translation>Сверить учёт кассы и сервера</translation>
    </message>
    <message>
      <source>Logging in by PIN, opening the shift</source>
      <translation>Вход по PIN, открытие смены</translation>
    </message>
    <message>
      <source>Loyalty server and till</source>
      <translation>Сервер лояльности и касса</translation>
    </message>
    <message>
      <source>Loyalty server: programme and members …</source>
      <translation>Сервер лояльности: программа и покупатели …</translation>
    </message>
    <message>
      <source>Loyalty server: starting its process …</source>
      <translation>Сервер лояльности: запуск …</translation>
    </message>
    <message>
      <source>Network printer</source>
      <translation>Сетевой принтер</translation>
    </message>
    <message>
      <source>Open the cover</source>
      <translation>Открыть крышку</translation>
    </message>
    <message>
      <source>Operations</source>
      <translation>Операции</translation>
    </message>
    <message>
      <source>Paying in cash and by card</source>
      <translation>Оплата наличными и картой</translation>
    </message>
    <message>
      <source>People and their PINs</source>
      <translation>Сотрудники и PIN-коды</translation>
    </message>
    <message>
      <source>Points accrued</source>
      <translation>Начислено</translation>
    </message>
    <message>
      <source>Points redeemed</source>
      <translation>Списано</translation>
    </message>
    <message>
      <source>Points reversed</source>
      <translation>Отменено</translation>
    </message>
    <message>
      <source>Promo code {code}</source>
      <translation>Промокод {code}</translation>
    </message>
    <message>
      <source>Put paper in</source>
      <translation>Вставить бумагу</translation>
    </message>
    <message>
      <source>Returns</source>
      <translation>Возвраты</translation>
    </message>
    <message>
      <source>Sales</source>
      <translation>Продажи</translation>
    </message>
    <message>
      <source>Scan the card</source>
      <translation>Сканировать карту</translation>
    </message>
    <message>
      <source>Scan the product</source>
      <translation>Сканировать товар</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Сканер</translation>
    </message>
    <message>
      <source>Scanning: serial scanner, keyboard scanner, label of the scales, unknown code</source>
      <translation>Сканирование: сканер на порту, сканер-клавиатура, этикетка весов, незнакомый код</translation>
    </message>
    <message>
      <source>Serial printer</source>
      <translation>Принтер на COM-порту</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Сервер</translation>
    </message>
    <message>
      <source>Shut the cover</source>
      <translation>Закрыть крышку</translation>
    </message>
    <message>
      <source>Start the server</source>
      <translation>Запустить сервер</translation>
    </message>
    <message>
      <source>Start the till</source>
      <translation>Запустить кассу</translation>
    </message>
    <message>
      <source>Stop the server</source>
      <translation>Остановить сервер</translation>
    </message>
    <message>
      <source>Switch off</source>
      <translation>Выключить</translation>
    </message>
    <message>
      <source>Switch on</source>
      <translation>Включить</translation>
    </message>
    <message>
      <source>Take the paper out</source>
      <translation>Вынуть бумагу</translation>
    </message>
    <message>
      <source>Taken from buyers</source>
      <translation>Получено от покупателей</translation>
    </message>
    <message>
      <source>The buyer's card: panel, points with their limit</source>
      <translation>Карта покупателя: панель, баллы и их предел</translation>
    </message>
    <message>
      <source>The ledgers differ</source>
      <translation>Учёт кассы и сервера расходится</translation>
    </message>
    <message>
      <source>The parked receipt is taken up</source>
      <translation>Отложенный чек поднят</translation>
    </message>
    <message>
      <source>The printer whose paper is shown</source>
      <translation>Принтер, чья лента показана</translation>
    </message>
    <message>
      <source>The server is back: the queue drains by itself</source>
      <translation>Сервер снова работает: очередь уходит сама</translation>
    </message>
    <message>
      <source>The server is stopped: selling and points go on</source>
      <translation>Сервер остановлен: продажи и баллы работают</translation>
    </message>
    <message>
      <source>The shop's files: {folder}</source>
      <translation>Файлы магазина: {folder}</translation>
    </message>
    <message>
      <source>Till</source>
      <translation>Касса</translation>
    </message>
    <message>
      <source>Till: goods and people …</source>
      <translation>Касса: товары и сотрудники …</translation>
    </message>
    <message>
      <source>Unknown product</source>
      <translation>Незнакомый товар</translation>
    </message>
    <message>
      <source>What came out of it is in {folder}</source>
      <translation>Всё, что получилось, лежит в {folder}</translation>
    </message>
    <message>
      <source>X report, the drawer counted, Z report, the shift closed</source>
      <translation>X-отчёт, пересчёт ящика, Z-отчёт, смена закрыта</translation>
    </message>
  </context>
  <context>
    <name>devices</name>
    <message>
      <source>Add the user to the group dialout (sudo usermod -aG dialout NAME) and log in anew</source>
      <translation>Добавьте пользователя в группу dialout (sudo usermod -aG dialout ИМЯ) и войдите заново</translation>
    </message>
    <message>
      <source>Add the user to the groups lp and dialout (sudo usermod -aG lp,dialout NAME) and log in anew</source>
      <translation>Добавьте пользователя в группы lp и dialout (sudo usermod -aG lp,dialout ИМЯ) и войдите заново</translation>
    </message>
    <message>
      <source>Another program holds the buyer's display</source>
      <translation>Дисплей покупателя занят другой программой</translation>
    </message>
    <message>
      <source>Another program holds the printer</source>
      <translation>Принтер занят другой программой</translation>
    </message>
    <message>
      <source>Another program holds the scale</source>
      <translation>Весы заняты другой программой</translation>
    </message>
    <message>
      <source>Another program holds the scanner</source>
      <translation>Сканер занят другой программой</translation>
    </message>
    <message>
      <source>Answers</source>
      <translation>Отвечает</translation>
    </message>
    <message>
      <source>Call the person who looks after the till; the sale itself is safe</source>
      <translation>Позовите того, кто обслуживает кассу; сама продажа сохранена</translation>
    </message>
    <message>
      <source>Check its power and cable, and look how far the slip came</source>
      <translation>Проверьте питание и кабель и посмотрите, что напечаталось</translation>
    </message>
    <message>
      <source>Close that program; slips wait and come by themselves</source>
      <translation>Закройте ту программу; чеки подождут и напечатаются сами</translation>
    </message>
    <message>
      <source>Close that program; the display is taken up by itself</source>
      <translation>Закройте ту программу: дисплей подключится сам</translation>
    </message>
    <message>
      <source>Close that program; the scale is taken up by itself</source>
      <translation>Закройте ту программу: весы подключатся сами</translation>
    </message>
    <message>
      <source>Close that program; the scanner is taken up by itself</source>
      <translation>Закройте ту программу; сканер подключится сам</translation>
    </message>
    <message>
      <source>Close the cover: it goes on by itself</source>
      <translation>Закройте крышку: печать продолжится сама</translation>
    </message>
    <message>
      <source>Confirms slips by</source>
      <translation>Подтверждает чеки через</translation>
    </message>
    <message>
      <source>Cover</source>
      <translation>Крышка</translation>
    </message>
    <message>
      <source>Empty the platform and press &gt;0&lt; on the scale</source>
      <translation>Освободите платформу и нажмите &gt;0&lt; на весах</translation>
    </message>
    <message>
      <source>Empty the platform, switch the scale off and on again</source>
      <translation>Освободите платформу, выключите и снова включите весы</translation>
    </message>
    <message>
      <source>Firmware</source>
      <translation>Прошивка</translation>
    </message>
    <message>
      <source>It is asked on what became of the payment; do not let the buyer pay twice</source>
      <translation>Касса спрашивает его, что стало с оплатой; не давайте покупателю платить дважды</translation>
    </message>
    <message>
      <source>Keep a new roll at hand</source>
      <translation>Держите новый рулон наготове</translation>
    </message>
    <message>
      <source>Leave its menu, or the counting of pieces</source>
      <translation>Выйдите из меню весов или из счёта штук</translation>
    </message>
    <message>
      <source>Look at its paper and cover, and how far the slip came</source>
      <translation>Проверьте бумагу и крышку и посмотрите, что напечаталось</translation>
    </message>
    <message>
      <source>Look for jammed paper at the knife, then switch it off and on again</source>
      <translation>Проверьте, не замята ли бумага у ножа, затем выключите и включите принтер</translation>
    </message>
    <message>
      <source>Look whether the slip came out</source>
      <translation>Посмотрите, вышел ли чек</translation>
    </message>
    <message>
      <source>Open it with its key</source>
      <translation>Откройте его ключом</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Бумага</translation>
    </message>
    <message>
      <source>Plug it in: it is taken up by itself. Codes can be typed meanwhile</source>
      <translation>Подключите его: он заработает сам. Пока коды можно вводить руками</translation>
    </message>
    <message>
      <source>Plug it in: it is taken up by itself. Selling goes on</source>
      <translation>Подключите: он заработает сам. Продажа продолжается</translation>
    </message>
    <message>
      <source>Plug it in: it is taken up by itself. The weight can be typed meanwhile</source>
      <translation>Подключите: весы заработают сами. Вес пока можно ввести вручную</translation>
    </message>
    <message>
      <source>Pull its cable out and plug it in again</source>
      <translation>Отсоедините его кабель и подключите снова</translation>
    </message>
    <message>
      <source>Put in a new roll: it goes on by itself</source>
      <translation>Вставьте новый рулон: печать продолжится сама</translation>
    </message>
    <message>
      <source>Put the goods on it</source>
      <translation>Положите товар на весы</translation>
    </message>
    <message>
      <source>Says that it is</source>
      <translation>Называет себя</translation>
    </message>
    <message>
      <source>Serial number</source>
      <translation>Серийный номер</translation>
    </message>
    <message>
      <source>Shut it</source>
      <translation>Закройте его</translation>
    </message>
    <message>
      <source>Shut it; the journal has it</source>
      <translation>Закройте его; это записано в журнал</translation>
    </message>
    <message>
      <source>Shut it; where it is shut, set drawer_sensor the other way round</source>
      <translation>Закройте его; если он закрыт, поменяйте значение drawer_sensor</translation>
    </message>
    <message>
      <source>Something lay on the scale when it was switched on</source>
      <translation>При включении весов на них что-то лежало</translation>
    </message>
    <message>
      <source>Switch it off and on again and check its cable</source>
      <translation>Выключите и включите его, проверьте кабель</translation>
    </message>
    <message>
      <source>Switch it off and on; type the weight by hand meanwhile</source>
      <translation>Выключите и включите их; вес пока вводите вручную</translation>
    </message>
    <message>
      <source>Switch it on and check its cable and address; take cash meanwhile</source>
      <translation>Включите его, проверьте кабель и адрес; пока принимайте наличные</translation>
    </message>
    <message>
      <source>Switch it on and check its cable; slips wait and come by themselves</source>
      <translation>Включите его и проверьте кабель; чеки подождут и напечатаются сами</translation>
    </message>
    <message>
      <source>Switch it on; if it is on, set its protocol to “100” and check speed and parity</source>
      <translation>Включите их; если включены, выберите на весах протокол «100», проверьте скорость и чётность</translation>
    </message>
    <message>
      <source>Take a part off and weigh the goods in parts</source>
      <translation>Уберите часть и взвесьте товар по частям</translation>
    </message>
    <message>
      <source>The buyer's display has not been found yet</source>
      <translation>Дисплей покупателя ещё не найден</translation>
    </message>
    <message>
      <source>The buyer's display is at work</source>
      <translation>Дисплей покупателя работает</translation>
    </message>
    <message>
      <source>The buyer's display is unplugged</source>
      <translation>Дисплей покупателя не подключён</translation>
    </message>
    <message>
      <source>The buyer's display takes nothing</source>
      <translation>Дисплей покупателя ничего не принимает</translation>
    </message>
    <message>
      <source>The drawer could not be opened in time</source>
      <translation>Ящик не удалось открыть вовремя</translation>
    </message>
    <message numerus="yes">
      <source>The drawer has been open for %n second(s)</source>
      <translation>
        <numerusform>Денежный ящик открыт уже %n секунду</numerusform>
        <numerusform>Денежный ящик открыт уже %n секунды</numerusform>
        <numerusform>Денежный ящик открыт уже %n секунд</numerusform>
      </translation>
    </message>
    <message>
      <source>The drawer is open</source>
      <translation>Денежный ящик открыт</translation>
    </message>
    <message>
      <source>The drawer is shut</source>
      <translation>Денежный ящик закрыт</translation>
    </message>
    <message>
      <source>The drawer was opened without the till</source>
      <translation>Денежный ящик открыли без кассы</translation>
    </message>
    <message>
      <source>The paper is running low</source>
      <translation>Бумага заканчивается</translation>
    </message>
    <message>
      <source>The paper of “{printer}” is running low</source>
      <translation>В принтере «{printer}» кончается бумага</translation>
    </message>
    <message>
      <source>The payment terminal answers</source>
      <translation>Платёжный терминал отвечает</translation>
    </message>
    <message>
      <source>The payment terminal does not answer</source>
      <translation>Платёжный терминал не отвечает</translation>
    </message>
    <message>
      <source>The payment terminal has not been asked yet</source>
      <translation>Платёжный терминал ещё не спрашивали</translation>
    </message>
    <message>
      <source>The payment terminal is off or cannot be reached</source>
      <translation>Платёжный терминал выключен или недоступен</translation>
    </message>
    <message>
      <source>The printer does not answer</source>
      <translation>Принтер не отвечает</translation>
    </message>
    <message>
      <source>The printer has not been heard yet</source>
      <translation>Принтер ещё не ответил</translation>
    </message>
    <message>
      <source>The printer has not said that it printed the slip</source>
      <translation>Принтер не подтвердил печать чека</translation>
    </message>
    <message>
      <source>The printer has not told of the drawer yet</source>
      <translation>Принтер ещё не сообщил о денежном ящике</translation>
    </message>
    <message>
      <source>The printer is off or cannot be reached</source>
      <translation>Принтер выключен или недоступен</translation>
    </message>
    <message>
      <source>The printer is out of paper</source>
      <translation>В принтере кончилась бумага</translation>
    </message>
    <message>
      <source>The printer is ready</source>
      <translation>Принтер готов</translation>
    </message>
    <message>
      <source>The printer prints</source>
      <translation>Принтер печатает</translation>
    </message>
    <message>
      <source>The printer reports an error</source>
      <translation>Принтер сообщает об ошибке</translation>
    </message>
    <message>
      <source>The printer stopped in the middle of a slip</source>
      <translation>Принтер остановился посреди чека</translation>
    </message>
    <message>
      <source>The printer was cut off in the middle of a slip</source>
      <translation>Связь с принтером прервалась посреди чека</translation>
    </message>
    <message>
      <source>The printer's cover is open</source>
      <translation>Открыта крышка принтера</translation>
    </message>
    <message>
      <source>The printer's port hangs</source>
      <translation>Порт принтера завис</translation>
    </message>
    <message>
      <source>The scale does not answer</source>
      <translation>Весы не отвечают</translation>
    </message>
    <message>
      <source>The scale has not been found yet</source>
      <translation>Весы ещё не найдены</translation>
    </message>
    <message>
      <source>The scale is empty</source>
      <translation>Весы пусты</translation>
    </message>
    <message>
      <source>The scale is not weighing</source>
      <translation>Весы не в режиме взвешивания</translation>
    </message>
    <message>
      <source>The scale is ready</source>
      <translation>Весы готовы</translation>
    </message>
    <message>
      <source>The scale is unplugged</source>
      <translation>Весы не подключены</translation>
    </message>
    <message>
      <source>The scale reports that it is broken</source>
      <translation>Весы сообщают, что неисправны</translation>
    </message>
    <message>
      <source>The scale shows less than zero</source>
      <translation>Весы показывают меньше нуля</translation>
    </message>
    <message>
      <source>The scanner has not been found yet</source>
      <translation>Сканер ещё не найден</translation>
    </message>
    <message>
      <source>The scanner is ready</source>
      <translation>Сканер готов</translation>
    </message>
    <message>
      <source>The scanner is unplugged</source>
      <translation>Сканер отключён</translation>
    </message>
    <message>
      <source>The slip is being printed on “{printer}”</source>
      <translation>Чек печатается на «{printer}»</translation>
    </message>
    <message>
      <source>The till was closed while it printed</source>
      <translation>Касса была закрыта во время печати</translation>
    </message>
    <message>
      <source>This slip cannot be printed: a mistake of the program</source>
      <translation>Этот чек нельзя напечатать: ошибка программы</translation>
    </message>
    <message>
      <source>This user may not use the printer's port</source>
      <translation>Этому пользователю недоступен порт принтера</translation>
    </message>
    <message>
      <source>This user may not use the scanner's port</source>
      <translation>Этому пользователю нельзя открыть порт сканера</translation>
    </message>
    <message>
      <source>Too heavy for the scale</source>
      <translation>Слишком тяжело для этих весов</translation>
    </message>
    <message>
      <source>Weighing…</source>
      <translation>Взвешивание…</translation>
    </message>
    <message>
      <source>closed</source>
      <translation>закрыта</translation>
    </message>
    <message>
      <source>has run out</source>
      <translation>кончилась</translation>
    </message>
    <message>
      <source>is being opened</source>
      <translation>открывается</translation>
    </message>
    <message>
      <source>is being printed</source>
      <translation>печатается</translation>
    </message>
    <message>
      <source>is there</source>
      <translation>есть</translation>
    </message>
    <message>
      <source>little is left</source>
      <translation>осталось мало</translation>
    </message>
    <message>
      <source>no</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>not opened</source>
      <translation>не открыт</translation>
    </message>
    <message>
      <source>not printed, taken off the queue</source>
      <translation>не напечатан, снят с очереди</translation>
    </message>
    <message>
      <source>open</source>
      <translation>открыта</translation>
    </message>
    <message>
      <source>opened</source>
      <translation>открыт</translation>
    </message>
    <message>
      <source>perhaps opened, perhaps not</source>
      <translation>возможно, открыт</translation>
    </message>
    <message>
      <source>perhaps printed, perhaps not: look at the slip</source>
      <translation>возможно, напечатан: посмотрите на чек</translation>
    </message>
    <message>
      <source>printed</source>
      <translation>напечатан</translation>
    </message>
    <message>
      <source>sent; this printer does not confirm</source>
      <translation>отправлен; этот принтер не подтверждает печать</translation>
    </message>
    <message>
      <source>waits for the printer</source>
      <translation>ждёт принтера</translation>
    </message>
    <message>
      <source>waits to be opened</source>
      <translation>ждёт открытия</translation>
    </message>
    <message>
      <source>waits to be printed</source>
      <translation>ждёт печати</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>да</translation>
    </message>
  </context>
  <context>
    <name>diagnosis</name>
    <message numerus="yes">
      <source>%n operation(s) are sent again</source>
      <translation>
        <numerusform>%n операция отправляется снова</numerusform>
        <numerusform>%n операции отправляются снова</numerusform>
        <numerusform>%n операций отправляются снова</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n scan(s)</source>
      <translation>
        <numerusform>%n скан</numerusform>
        <numerusform>%n скана</numerusform>
        <numerusform>%n сканов</numerusform>
      </translation>
    </message>
    <message>
      <source>A copy is made with every shift; “Copy now” makes one at once</source>
      <translation>Копия делается с каждой сменой; «Копировать» — сделать сейчас</translation>
    </message>
    <message>
      <source>A manager reads the reasons in the list; the sales themselves are safe</source>
      <translation>Причины — в списке ниже, их смотрит менеджер; сами продажи целы</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Адрес</translation>
    </message>
    <message>
      <source>Ask for a pairing code and type “cashier-app join CODE” on this machine</source>
      <translation>Получите код подключения и выполните на этой машине «cashier-app join КОД»</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Cash in or out</source>
      <translation>Внесение или изъятие</translation>
    </message>
    <message>
      <source>Characters</source>
      <translation>Знаков</translation>
    </message>
    <message>
      <source>Choose a slip of the printer first</source>
      <translation>Сначала выберите чек в списке принтера</translation>
    </message>
    <message>
      <source>Clocks differ by</source>
      <translation>Часы расходятся на</translation>
    </message>
    <message>
      <source>Code page</source>
      <translation>Кодовая страница</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>Знаков в строке</translation>
    </message>
    <message>
      <source>Connection</source>
      <translation>Подключение</translation>
    </message>
    <message>
      <source>Copies</source>
      <translation>Копий</translation>
    </message>
    <message>
      <source>Copies lie beside the database, the oldest are thrown away.</source>
      <translation>Копии лежат рядом с базой, самые старые удаляются.</translation>
    </message>
    <message>
      <source>Copy now</source>
      <translation>Копировать</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>База</translation>
    </message>
    <message>
      <source>Do not print</source>
      <translation>Не печатать</translation>
    </message>
    <message>
      <source>Every sale is on the disk before the receipt is printed. A copy is made with every shift; keep one on another disk.</source>
      <translation>Каждая продажа записана на диск до печати чека. Копия делается с каждой сменой; храните одну на другом диске.</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Файл</translation>
    </message>
    <message>
      <source>In detail</source>
      <translation>Подробно</translation>
    </message>
    <message>
      <source>It belongs into the settings: [[printers]]</source>
      <translation>Его указывают в настройках: [[printers]]</translation>
    </message>
    <message>
      <source>It has not been printed yet</source>
      <translation>Он ещё не напечатан</translation>
    </message>
    <message>
      <source>It has printed</source>
      <translation>Напечатан</translation>
    </message>
    <message>
      <source>It is being printed again</source>
      <translation>Печатается ещё раз</translation>
    </message>
    <message>
      <source>It read</source>
      <translation>Прочитано</translation>
    </message>
    <message>
      <source>Its address belongs into the settings: [server] url</source>
      <translation>Его адрес указывают в настройках: [server] url</translation>
    </message>
    <message>
      <source>Kind of code (AIM)</source>
      <translation>Вид кода (AIM)</translation>
    </message>
    <message>
      <source>Last copy</source>
      <translation>Последняя копия</translation>
    </message>
    <message>
      <source>Last exchange</source>
      <translation>Последний обмен</translation>
    </message>
    <message>
      <source>Last scan</source>
      <translation>Последнее сканирование</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Название</translation>
    </message>
    <message>
      <source>Next try in</source>
      <translation>Следующая попытка через</translation>
    </message>
    <message>
      <source>No printer is set</source>
      <translation>Принтер не настроен</translation>
    </message>
    <message>
      <source>No scanner is set on a serial port</source>
      <translation>Сканер на последовательном порту не настроен</translation>
    </message>
    <message>
      <source>Nothing has been printed yet.</source>
      <translation>Ещё ничего не печатали.</translation>
    </message>
    <message>
      <source>Nothing waits: the server has everything.</source>
      <translation>Очередь пуста: на сервере есть всё.</translation>
    </message>
    <message>
      <source>Only for slips nobody is sure of</source>
      <translation>Только для чеков, о которых неизвестно</translation>
    </message>
    <message>
      <source>Only for slips that wait</source>
      <translation>Только для чеков в очереди</translation>
    </message>
    <message>
      <source>Points given back to the server</source>
      <translation>Баллы возвращены серверу</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>Порт</translation>
    </message>
    <message>
      <source>Print a copy</source>
      <translation>Печатать копию</translation>
    </message>
    <message>
      <source>Print a test page</source>
      <translation>Пробная страница</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Принтер</translation>
    </message>
    <message>
      <source>Products</source>
      <translation>Товаров</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Возврат</translation>
    </message>
    <message>
      <source>Sale</source>
      <translation>Продажа</translation>
    </message>
    <message>
      <source>Scan any code. It changes nothing on the receipt. If nothing is heard, check the cable; if the letters are wrong, the scanner is set to another keyboard.</source>
      <translation>Отсканируйте любой код: чек от этого не меняется. Если тишина — проверьте кабель; если буквы не те — сканер настроен на другую раскладку.</translation>
    </message>
    <message>
      <source>Scan any code: what was read is shown here.</source>
      <translation>Отсканируйте любой код: здесь видно, что прочитано.</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Сканер</translation>
    </message>
    <message>
      <source>Scanners on serial ports</source>
      <translation>Сканеры на последовательных портах</translation>
    </message>
    <message>
      <source>Scanners that type like a keyboard are heard all the same: scan something</source>
      <translation>Сканер-клавиатура работает и так: отсканируйте что-нибудь</translation>
    </message>
    <message>
      <source>Sell on: everything is kept here and sent when the server answers</source>
      <translation>Продавайте дальше: всё хранится здесь и уйдёт, когда сервер ответит</translation>
    </message>
    <message>
      <source>Send again</source>
      <translation>Отправить снова</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Сервер</translation>
    </message>
    <message>
      <source>Set aside by the server</source>
      <translation>Отложено сервером</translation>
    </message>
    <message>
      <source>Set this machine's clock: until then points near their expiry are held back</source>
      <translation>Выставьте часы: до тех пор баллы, которые скоро сгорят, не списываются</translation>
    </message>
    <message>
      <source>Shift</source>
      <translation>Смена</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Размер</translation>
    </message>
    <message>
      <source>Slips, the newest first</source>
      <translation>Чеки и отчёты, новые сверху</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Источник</translation>
    </message>
    <message>
      <source>Store node</source>
      <translation>Узел магазина</translation>
    </message>
    <message>
      <source>Sync now</source>
      <translation>Обменяться сейчас</translation>
    </message>
    <message>
      <source>The clocks of the till and the server differ by {drift}</source>
      <translation>Часы кассы и сервера расходятся на {drift}</translation>
    </message>
    <message>
      <source>The database has been copied to {path}</source>
      <translation>Копия базы данных: {path}</translation>
    </message>
    <message>
      <source>The database is being looked at</source>
      <translation>База данных проверяется</translation>
    </message>
    <message>
      <source>The database is sound and has been copied</source>
      <translation>База данных исправна, копия есть</translation>
    </message>
    <message>
      <source>The database is sound; there is no copy of it yet</source>
      <translation>База данных исправна; копии ещё нет</translation>
    </message>
    <message>
      <source>The server has set nothing aside</source>
      <translation>Сервер ничего не отложил</translation>
    </message>
    <message>
      <source>The server is being asked</source>
      <translation>Идёт обмен с сервером</translation>
    </message>
    <message>
      <source>The shop's node does not answer: points are reserved with the central server</source>
      <translation>Узел магазина не отвечает: баллы резервируются у центрального сервера</translation>
    </message>
    <message>
      <source>The test page is being printed</source>
      <translation>Печатается пробная страница</translation>
    </message>
    <message>
      <source>The till sells without the server. Every sale is kept here and sent, in order and once, as soon as the server answers.</source>
      <translation>Касса продаёт и без сервера. Каждая продажа хранится здесь и уходит по порядку и один раз, как только сервер ответит.</translation>
    </message>
    <message>
      <source>The till works without a server</source>
      <translation>Касса работает без сервера</translation>
    </message>
    <message>
      <source>There is no server to ask</source>
      <translation>Нет сервера, к которому обратиться</translation>
    </message>
    <message>
      <source>This till has not been paired with the server yet</source>
      <translation>Эта касса ещё не подключена к серверу</translation>
    </message>
    <message>
      <source>Try and learn</source>
      <translation>Проверить и настроить</translation>
    </message>
    <message>
      <source>Try the sounds</source>
      <translation>Проверить звуки</translation>
    </message>
    <message>
      <source>Waiting to be sent</source>
      <translation>Ждут отправки</translation>
    </message>
    <message>
      <source>What the server does not have yet</source>
      <translation>Чего ещё нет на сервере</translation>
    </message>
    <message>
      <source>Who answers</source>
      <translation>Кто отвечает</translation>
    </message>
    <message>
      <source>nobody</source>
      <translation>никто</translation>
    </message>
    <message>
      <source>not yet</source>
      <translation>ещё не было</translation>
    </message>
    <message>
      <source>on its way</source>
      <translation>отправляется</translation>
    </message>
    <message>
      <source>the central server alone</source>
      <translation>только центральный сервер</translation>
    </message>
    <message>
      <source>the copy is being made</source>
      <translation>копия делается</translation>
    </message>
    <message>
      <source>the store node</source>
      <translation>узел магазина</translation>
    </message>
    <message>
      <source>waits</source>
      <translation>ждёт</translation>
    </message>
    <message>
      <source>{count} d</source>
      <translation>{count} дн.</translation>
    </message>
    <message>
      <source>{count} h</source>
      <translation>{count} ч</translation>
    </message>
    <message>
      <source>{count} min</source>
      <translation>{count} мин</translation>
    </message>
    <message>
      <source>{count} s</source>
      <translation>{count} с</translation>
    </message>
    <message>
      <source>{size} MB</source>
      <translation>{size} МБ</translation>
    </message>
    <message>
      <source>{time}, {age} ago</source>
      <translation>{time}, {age} назад</translation>
    </message>
  </context>
  <context>
    <name>diff</name>
    <message numerus="yes">
      <source>%n day(s)</source>
      <translation>
        <numerusform>%n день</numerusform>
        <numerusform>%n дня</numerusform>
        <numerusform>%n дней</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n working day(s)</source>
      <translation>
        <numerusform>%n рабочий день</numerusform>
        <numerusform>%n рабочих дня</numerusform>
        <numerusform>%n рабочих дней</numerusform>
      </translation>
    </message>
    <message>
      <source>Announcement</source>
      <translation>Объявление</translation>
    </message>
    <message>
      <source>Better for the buyer</source>
      <translation>Лучше для покупателя</translation>
    </message>
    <message>
      <source>Better terms: {have} from {told} to {start}, promised are {want}</source>
      <translation>Улучшение условий: с {told} до {start} {have}, обещано {want}</translation>
    </message>
    <message>
      <source>Card prices</source>
      <translation>Цены по карте</translation>
    </message>
    <message>
      <source>Changed: better for some, worse for others, or it cannot be told</source>
      <translation>Изменено: кому-то лучше, кому-то хуже, или сказать нельзя</translation>
    </message>
    <message>
      <source>Discounts</source>
      <translation>Скидки</translation>
    </message>
    <message>
      <source>Levels</source>
      <translation>Уровни</translation>
    </message>
    <message>
      <source>Name of the programme</source>
      <translation>Название программы</translation>
    </message>
    <message>
      <source>Neither better nor worse</source>
      <translation>Не лучше и не хуже</translation>
    </message>
    <message>
      <source>Nothing changes for buyers</source>
      <translation>Для покупателей ничего не меняется</translation>
    </message>
    <message>
      <source>Notice of changes</source>
      <translation>Уведомление об изменениях</translation>
    </message>
    <message>
      <source>Pilot</source>
      <translation>Пилот</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Баллы</translation>
    </message>
    <message>
      <source>Redemption</source>
      <translation>Списание</translation>
    </message>
    <message>
      <source>Registration</source>
      <translation>Регистрация</translation>
    </message>
    <message>
      <source>Returns</source>
      <translation>Возвраты</translation>
    </message>
    <message>
      <source>Rule “{name}”</source>
      <translation>Правило «{name}»</translation>
    </message>
    <message>
      <source>THE NOTICE IS NOT KEPT. {said}: start on {earliest} at the earliest</source>
      <translation>СРОК УВЕДОМЛЕНИЯ НЕ СОБЛЮДЁН. {said}: начинать не раньше {earliest}</translation>
    </message>
    <message>
      <source>Version {old} → version {new}, from {date}</source>
      <translation>Версия {old} → версия {new}, с {date}</translation>
    </message>
    <message>
      <source>Without a network</source>
      <translation>Без связи</translation>
    </message>
    <message>
      <source>Without any discount</source>
      <translation>Без любых скидок</translation>
    </message>
    <message>
      <source>Worse for the buyer</source>
      <translation>Хуже для покупателя</translation>
    </message>
    <message>
      <source>Worse terms: {have} from {told} to {start}, promised are {want}</source>
      <translation>Ухудшение условий: с {told} до {start} {have}, обещано {want}</translation>
    </message>
    <message>
      <source>another order of levels</source>
      <translation>другой порядок уровней</translation>
    </message>
    <message>
      <source>as everywhere ({rate})</source>
      <translation>как везде ({rate})</translation>
    </message>
    <message>
      <source>base rate</source>
      <translation>базовая ставка</translation>
    </message>
    <message>
      <source>better</source>
      <translation>лучше</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>изменено</translation>
    </message>
    <message>
      <source>condition</source>
      <translation>условие</translation>
    </message>
    <message>
      <source>confirmed above</source>
      <translation>подтверждать больше</translation>
    </message>
    <message>
      <source>discount</source>
      <translation>скидка</translation>
    </message>
    <message>
      <source>discount on the receipt</source>
      <translation>скидка в чеке</translation>
    </message>
    <message>
      <source>fall</source>
      <translation>понижение</translation>
    </message>
    <message>
      <source>fall without purchases</source>
      <translation>понижение без покупок</translation>
    </message>
    <message>
      <source>from</source>
      <translation>минимум</translation>
    </message>
    <message>
      <source>given</source>
      <translation>начисляются</translation>
    </message>
    <message>
      <source>given in steps of</source>
      <translation>шаг начисления</translation>
    </message>
    <message>
      <source>group</source>
      <translation>группа</translation>
    </message>
    <message>
      <source>held at least</source>
      <translation>держится не меньше</translation>
    </message>
    <message>
      <source>in use</source>
      <translation>действуют</translation>
    </message>
    <message>
      <source>lapsed points come back for</source>
      <translation>сгоревшие баллы возвращаются на</translation>
    </message>
    <message>
      <source>largest share</source>
      <translation>наибольшая доля</translation>
    </message>
    <message>
      <source>level is gone</source>
      <translation>уровня больше нет</translation>
    </message>
    <message>
      <source>level's discount on top</source>
      <translation>скидка уровня сверху</translation>
    </message>
    <message>
      <source>limit {what}</source>
      <translation>лимит {what}</translation>
    </message>
    <message>
      <source>lowest price</source>
      <translation>наименьшая цена</translation>
    </message>
    <message>
      <source>name</source>
      <translation>название</translation>
    </message>
    <message>
      <source>neutral</source>
      <translation>нейтрально</translation>
    </message>
    <message>
      <source>new level</source>
      <translation>новый уровень</translation>
    </message>
    <message>
      <source>new rule</source>
      <translation>новое правило</translation>
    </message>
    <message>
      <source>no discount on</source>
      <translation>без скидки</translation>
    </message>
    <message>
      <source>no points for</source>
      <translation>без баллов</translation>
    </message>
    <message>
      <source>no points on</source>
      <translation>нельзя платить баллами за</translation>
    </message>
    <message>
      <source>no points with a promo code</source>
      <translation>с промокодом баллы не списываются</translation>
    </message>
    <message>
      <source>not below the cost and</source>
      <translation>не ниже себестоимости плюс</translation>
    </message>
    <message>
      <source>of the catalogue</source>
      <translation>из каталога</translation>
    </message>
    <message>
      <source>offered over</source>
      <translation>предлагается от суммы больше</translation>
    </message>
    <message>
      <source>payable with points</source>
      <translation>можно оплатить баллами</translation>
    </message>
    <message>
      <source>place in the order</source>
      <translation>место в порядке</translation>
    </message>
    <message>
      <source>points</source>
      <translation>баллы</translation>
    </message>
    <message>
      <source>points in advance</source>
      <translation>баллы авансом</translation>
    </message>
    <message>
      <source>points that are spent already</source>
      <translation>уже потраченные баллы</translation>
    </message>
    <message>
      <source>purchases from</source>
      <translation>покупки от</translation>
    </message>
    <message>
      <source>purchases that count</source>
      <translation>какие покупки считаются</translation>
    </message>
    <message>
      <source>receipts from</source>
      <translation>чек от</translation>
    </message>
    <message>
      <source>redemption</source>
      <translation>списание</translation>
    </message>
    <message>
      <source>rise</source>
      <translation>повышение</translation>
    </message>
    <message>
      <source>rounded</source>
      <translation>округление</translation>
    </message>
    <message>
      <source>rule is gone</source>
      <translation>правила больше нет</translation>
    </message>
    <message>
      <source>share</source>
      <translation>доля</translation>
    </message>
    <message>
      <source>spent in steps of</source>
      <translation>шаг списания</translation>
    </message>
    <message>
      <source>stands alone</source>
      <translation>только отдельно</translation>
    </message>
    <message>
      <source>the level falls</source>
      <translation>уровень понижается</translation>
    </message>
    <message>
      <source>welcome points</source>
      <translation>приветственные баллы</translation>
    </message>
    <message>
      <source>with a balance from</source>
      <translation>нужный остаток</translation>
    </message>
    <message>
      <source>worse</source>
      <translation>хуже</translation>
    </message>
    <message>
      <source>worth of a point</source>
      <translation>цена балла</translation>
    </message>
    <message>
      <source>{level}, with a promo code</source>
      <translation>{level}, с промокодом</translation>
    </message>
  </context>
  <context>
    <name>discount</name>
    <message>
      <source>A manager has to allow so much</source>
      <translation>Столько разрешает менеджер</translation>
    </message>
    <message>
      <source>A price belongs to one line</source>
      <translation>Цена бывает у одной строки</translation>
    </message>
    <message>
      <source>A senior cashier has to allow so much</source>
      <translation>Столько разрешает старший кассир</translation>
    </message>
    <message>
      <source>Becomes {sum}: {off} less, {percent} %</source>
      <translation>Станет {sum}: на {off} меньше, {percent} %</translation>
    </message>
    <message>
      <source>Choose goods first</source>
      <translation>Сначала выберите товар</translation>
    </message>
    <message>
      <source>Discount</source>
      <translation>Скидка</translation>
    </message>
    <message>
      <source>Discount, %</source>
      <translation>Скидка, %</translation>
    </message>
    <message>
      <source>Give it</source>
      <translation>Дать скидку</translation>
    </message>
    <message>
      <source>New price</source>
      <translation>Новая цена</translation>
    </message>
    <message>
      <source>Nothing is given by hand here</source>
      <translation>Здесь вручную ничего не дано</translation>
    </message>
    <message>
      <source>Nothing is taken off</source>
      <translation>Ничего не снимается</translation>
    </message>
    <message>
      <source>Off, ₽</source>
      <translation>Скидка, ₽</translation>
    </message>
    <message>
      <source>Per cent</source>
      <translation>Процент</translation>
    </message>
    <message>
      <source>Price by hand</source>
      <translation>Цена вручную</translation>
    </message>
    <message>
      <source>Price, ₽</source>
      <translation>Цена, ₽</translation>
    </message>
    <message>
      <source>Roubles off</source>
      <translation>Рубли</translation>
    </message>
    <message>
      <source>Take it away</source>
      <translation>Снять скидку</translation>
    </message>
    <message>
      <source>The programme lets no goods go below their cost, and some take no discounts</source>
      <translation>Программа не пускает товары ниже себестоимости, а на некоторые скидок нет</translation>
    </message>
    <message>
      <source>This line</source>
      <translation>Эта строка</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>К чеку</translation>
    </message>
    <message>
      <source>Whole receipt</source>
      <translation>Весь чек</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Почему</translation>
    </message>
    <message>
      <source>on the whole receipt</source>
      <translation>на весь чек</translation>
    </message>
    <message>
      <source>touch the reason</source>
      <translation>коснитесь причины</translation>
    </message>
    <message>
      <source>type how much</source>
      <translation>введите сколько</translation>
    </message>
    <message>
      <source>{reason} {percent} %</source>
      <translation>{reason} {percent} %</translation>
    </message>
    <message>
      <source>{sum} was taken off, not more</source>
      <translation>Снято {sum}, не больше</translation>
    </message>
  </context>
  <context>
    <name>doctor</name>
    <message>
      <source>A copy is made with every shift that is closed; Diagnosis makes one at once</source>
      <translation>Копия делается при закрытии каждой смены, а сразу — в разделе «Диагностика»</translation>
    </message>
    <message>
      <source>A manager reads the reasons under Diagnosis</source>
      <translation>Причины видны старшему в разделе «Диагностика»</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Адрес</translation>
    </message>
    <message>
      <source>Among them</source>
      <translation>Среди них</translation>
    </message>
    <message>
      <source>Answered in</source>
      <translation>Ответил за</translation>
    </message>
    <message>
      <source>Answers</source>
      <translation>Ответов</translation>
    </message>
    <message>
      <source>Bring server and tills to versions of one time</source>
      <translation>Приведите сервер и кассы к версиям одного времени</translation>
    </message>
    <message>
      <source>Broken answers</source>
      <translation>Испорченных ответов</translation>
    </message>
    <message>
      <source>Buyer's display</source>
      <translation>Дисплей покупателя</translation>
    </message>
    <message>
      <source>Cash drawer</source>
      <translation>Денежный ящик</translation>
    </message>
    <message>
      <source>Check the cable, its speed and its parity</source>
      <translation>Проверьте кабель, скорость и чётность</translation>
    </message>
    <message>
      <source>Check the network cable and the address; the till goes on selling</source>
      <translation>Проверьте сетевой кабель и адрес; продавать касса продолжит</translation>
    </message>
    <message>
      <source>Clocks differ by</source>
      <translation>Часы расходятся на</translation>
    </message>
    <message>
      <source>Copies</source>
      <translation>Копий</translation>
    </message>
    <message>
      <source>Copies of the database</source>
      <translation>Копии базы данных</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>Данные</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>База данных</translation>
    </message>
    <message>
      <source>Delete or move what is not needed: a full disk stops the till</source>
      <translation>Удалите или перенесите лишнее: полный диск остановит кассу</translation>
    </message>
    <message>
      <source>Everything is in order</source>
      <translation>Всё в порядке</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Файл</translation>
    </message>
    <message>
      <source>Folders and disk</source>
      <translation>Папки и диск</translation>
    </message>
    <message>
      <source>Folders can be written, and there is room</source>
      <translation>В папки можно писать, место есть</translation>
    </message>
    <message>
      <source>For support: {file}</source>
      <translation>Для поддержки: {file}</translation>
    </message>
    <message>
      <source>Free</source>
      <translation>Свободно</translation>
    </message>
    <message>
      <source>Give the person who runs the till the right to write there</source>
      <translation>Дайте право записи тому, от чьего имени работает касса</translation>
    </message>
    <message>
      <source>Give the server a certificate and the till an address with https://</source>
      <translation>Дайте серверу сертификат, а кассе — адрес с https://</translation>
    </message>
    <message>
      <source>Held by process</source>
      <translation>Занята процессом</translation>
    </message>
    <message>
      <source>In detail</source>
      <translation>Подробно</translation>
    </message>
    <message>
      <source>Install that version, or put back an older copy</source>
      <translation>Установите ту версию или верните более старую копию</translation>
    </message>
    <message>
      <source>It answers</source>
      <translation>Отвечает</translation>
    </message>
    <message>
      <source>It answers, unencrypted: whoever is on the wire reads the till's key</source>
      <translation>Отвечает без шифрования: кто на линии, тот читает ключ кассы</translation>
    </message>
    <message>
      <source>Its port is not there</source>
      <translation>Порта нет</translation>
    </message>
    <message>
      <source>Its port is there; such a display never answers</source>
      <translation>Порт есть; такой дисплей никогда не отвечает</translation>
    </message>
    <message>
      <source>Keyboard scanners</source>
      <translation>Сканеры-клавиатуры</translation>
    </message>
    <message>
      <source>Last copy</source>
      <translation>Последняя копия</translation>
    </message>
    <message>
      <source>Last copy there</source>
      <translation>Последняя копия там</translation>
    </message>
    <message>
      <source>Logs</source>
      <translation>Журналы</translation>
    </message>
    <message>
      <source>Members</source>
      <translation>Участников</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Имя</translation>
    </message>
    <message>
      <source>No screen is seen from here</source>
      <translation>Отсюда экрана не видно</translation>
    </message>
    <message>
      <source>Nobody else on this machine may read them</source>
      <translation>Другие на этой машине их не прочтут</translation>
    </message>
    <message>
      <source>None is set on a serial port</source>
      <translation>На последовательном порту сканер не задан</translation>
    </message>
    <message>
      <source>None is set: the store node passes on what it is asked</source>
      <translation>Не задан: спрошенное передаёт узел магазина</translation>
    </message>
    <message>
      <source>None is set: the till works without it</source>
      <translation>Не задан: касса работает без него</translation>
    </message>
    <message>
      <source>Nothing is lost; look why the server cannot be reached</source>
      <translation>Ничего не потеряно; посмотрите, почему сервер недоступен</translation>
    </message>
    <message>
      <source>Nothing waits for a person</source>
      <translation>Ничто не ждёт решения человека</translation>
    </message>
    <message>
      <source>On it</source>
      <translation>На весах</translation>
    </message>
    <message>
      <source>Only {free} are free on the disk</source>
      <translation>На диске свободно только {free}</translation>
    </message>
    <message numerus="yes">
      <source>Others on this machine may read %n file(s) or folder(s)</source>
      <translation>
        <numerusform>Другие на этой машине могут читать %n файл или папку</numerusform>
        <numerusform>Другие на этой машине могут читать %n файла или папки</numerusform>
        <numerusform>Другие на этой машине могут читать %n файлов или папок</numerusform>
      </translation>
    </message>
    <message>
      <source>Over a remote command line that is as it should be</source>
      <translation>По удалённой командной строке так и должно быть</translation>
    </message>
    <message>
      <source>Payment terminal</source>
      <translation>Платёжный терминал</translation>
    </message>
    <message>
      <source>Payments in doubt</source>
      <translation>Неясных оплат</translation>
    </message>
    <message>
      <source>Plug it in, or choose the port that is listed here</source>
      <translation>Подключите его или выберите порт из перечисленных</translation>
    </message>
    <message>
      <source>Plug it in; selling goes on without it</source>
      <translation>Подключите его; продавать можно и без него</translation>
    </message>
    <message>
      <source>Plugged in: {ports}</source>
      <translation>Подключены: {ports}</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>Порт</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Принтер</translation>
    </message>
    <message>
      <source>Printer {name}</source>
      <translation>Принтер {name}</translation>
    </message>
    <message>
      <source>Products</source>
      <translation>Товаров</translation>
    </message>
    <message>
      <source>Program</source>
      <translation>Программа</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Чеков</translation>
    </message>
    <message>
      <source>Scale</source>
      <translation>Весы</translation>
    </message>
    <message>
      <source>Scanners</source>
      <translation>Сканеры</translation>
    </message>
    <message>
      <source>Screen</source>
      <translation>Экран</translation>
    </message>
    <message>
      <source>Second place</source>
      <translation>Второе место</translation>
    </message>
    <message>
      <source>See Diagnosis in the till, or close the till and ask again</source>
      <translation>Смотрите «Диагностику» в кассе или закройте кассу и спросите снова</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Сервер</translation>
    </message>
    <message>
      <source>Set aside by the server</source>
      <translation>Отложено сервером</translation>
    </message>
    <message>
      <source>Set this machine's clock, best by a time server</source>
      <translation>Выставьте часы этой машины, лучше по серверу времени</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Настройки</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Размер</translation>
    </message>
    <message>
      <source>Slips of which nobody knows whether they came out</source>
      <translation>Чеков, о которых неизвестно, вышли ли они</translation>
    </message>
    <message>
      <source>Something does not work</source>
      <translation>Что-то не работает</translation>
    </message>
    <message>
      <source>Something has waited for the server for {age}</source>
      <translation>Операции ждут отправки на сервер уже {age}</translation>
    </message>
    <message>
      <source>Something waits for a cashier to say what became of it</source>
      <translation>Касса ждёт ответа кассира, чем кончилось дело</translation>
    </message>
    <message>
      <source>Start the tills that have not been heard since</source>
      <translation>Запустите кассы, от которых с тех пор не было вестей</translation>
    </message>
    <message>
      <source>Store node</source>
      <translation>Узел магазина</translation>
    </message>
    <message>
      <source>System</source>
      <translation>Система</translation>
    </message>
    <message>
      <source>The clocks of this machine and the server differ by {drift}</source>
      <translation>Часы этой машины и сервера расходятся на {drift}</translation>
    </message>
    <message>
      <source>The database can be read and has been copied</source>
      <translation>База читается, копия есть</translation>
    </message>
    <message>
      <source>The database is copied</source>
      <translation>База данных копируется</translation>
    </message>
    <message>
      <source>The database is of an older version and is brought up to date at the next start</source>
      <translation>База от прежней версии, она обновится при следующем запуске</translation>
    </message>
    <message>
      <source>The database was made by a newer version of the program</source>
      <translation>База создана более новой версией программы</translation>
    </message>
    <message>
      <source>The folder {folder} cannot be written</source>
      <translation>В папку {folder} нельзя писать</translation>
    </message>
    <message>
      <source>The next start of the till mends it; what another user owns: chmod go= FILE</source>
      <translation>Следующий запуск кассы это исправит; если владелец другой: chmod go= ФАЙЛ</translation>
    </message>
    <message>
      <source>The scale answers, and some answers arrive broken</source>
      <translation>Весы отвечают, но часть ответов приходит испорченной</translation>
    </message>
    <message>
      <source>The second place has no copy of the last days</source>
      <translation>Во втором месте нет копии за последние дни</translation>
    </message>
    <message>
      <source>The server has set operations aside</source>
      <translation>Сервер отложил операции</translation>
    </message>
    <message>
      <source>The server speaks another version of the protocol</source>
      <translation>Сервер говорит на другой версии протокола</translation>
    </message>
    <message>
      <source>The server was put back from a copy and waits for every till to report</source>
      <translation>Сервер восстановлен из копии и ждёт отчёта каждой кассы</translation>
    </message>
    <message>
      <source>The till asks when somebody logs in</source>
      <translation>Касса спросит, когда кто-нибудь войдёт</translation>
    </message>
    <message>
      <source>The till can sell; something wants a look</source>
      <translation>Касса может продавать; кое-что стоит проверить</translation>
    </message>
    <message>
      <source>The till that runs here uses it</source>
      <translation>Устройством пользуется запущенная здесь касса</translation>
    </message>
    <message>
      <source>There are no goods yet</source>
      <translation>Товаров ещё нет</translation>
    </message>
    <message>
      <source>There are receipts and no copy of the database</source>
      <translation>Чеки есть, а копии базы данных нет</translation>
    </message>
    <message>
      <source>There is a screen</source>
      <translation>Экран есть</translation>
    </message>
    <message>
      <source>There is no copy of the last days</source>
      <translation>Нет копии за последние дни</translation>
    </message>
    <message>
      <source>There is no database yet: it is made when the till starts first</source>
      <translation>Базы ещё нет: она появится при первом запуске кассы</translation>
    </message>
    <message>
      <source>There is no settings file: the till sells with the defaults</source>
      <translation>Файла настроек нет: касса работает с настройками по умолчанию</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Версия</translation>
    </message>
    <message>
      <source>Version of its tables</source>
      <translation>Версия таблиц</translation>
    </message>
    <message>
      <source>Waiting for the server</source>
      <translation>Ждёт отправки на сервер</translation>
    </message>
    <message>
      <source>What waits</source>
      <translation>Что ждёт</translation>
    </message>
    <message>
      <source>Who may read</source>
      <translation>Кто может читать</translation>
    </message>
    <message>
      <source>are heard</source>
      <translation>слышны</translation>
    </message>
    <message>
      <source>cashier-app {version}</source>
      <translation>cashier-app {version}</translation>
    </message>
    <message>
      <source>{count} ms</source>
      <translation>{count} мс</translation>
    </message>
    <message>
      <source>{ports}: no such scanner is plugged in</source>
      <translation>{ports}: такой сканер не подключён</translation>
    </message>
    <message>
      <source>{size} GB</source>
      <translation>{size} ГБ</translation>
    </message>
    <message>
      <source>{size} MB</source>
      <translation>{size} МБ</translation>
    </message>
    <message>
      <source>{weight} kg</source>
      <translation>{weight} кг</translation>
    </message>
    <message>
      <source>“cashier-app backup now” makes one at once</source>
      <translation>«cashier-app backup now» сделает её сразу</translation>
    </message>
    <message>
      <source>“cashier-app config --describe” shows what may stand in it</source>
      <translation>Что в нём может быть, показывает «cashier-app config --describe»</translation>
    </message>
    <message>
      <source>“cashier-app import catalogue FILE” brings them in</source>
      <translation>Их загружает «cashier-app import catalogue ФАЙЛ»</translation>
    </message>
  </context>
  <context>
    <name>errors</name>
    <message>
      <source>A JSON list of members is allowed; files of other systems come in by “cashier-app migrate”</source>
      <translation>Нужен список участников в JSON; файлы других систем принимает «cashier-app migrate»</translation>
    </message>
    <message>
      <source>A card has a prefix, or the first and last number of a range; in a code of the scales the prefix and both numbers are 12 digits together, or 11 where one digit is skipped</source>
      <translation>У карты есть начало номера либо первый и последний номер диапазона; в коде весов начало и оба числа составляют вместе 12 цифр, или 11, если одна цифра пропускается</translation>
    </message>
    <message>
      <source>A card has been charged for this receipt</source>
      <translation>По этому чеку деньги с карты уже списаны</translation>
    </message>
    <message>
      <source>A card payment of this shift is not settled yet</source>
      <translation>В этой смене есть незавершённая оплата картой</translation>
    </message>
    <message>
      <source>A card that has paid for something stays the buyer's; without a connection try again later</source>
      <translation>Карта, которой уже платили, остаётся у покупателя; без связи повторите позже</translation>
    </message>
    <message>
      <source>A certificate and its private key are given together, or neither</source>
      <translation>Сертификат и его закрытый ключ указываются вместе или не указываются вовсе</translation>
    </message>
    <message>
      <source>A column “цена” (price) is needed, and one with the barcode or the id</source>
      <translation>Нужен столбец «цена» и столбец со штрихкодом или кодом</translation>
    </message>
    <message>
      <source>A coupon from {first} to {last} is never valid</source>
      <translation>Купон с {first} по {last} никогда не действует</translation>
    </message>
    <message>
      <source>A date such as 2026-01-01 is allowed</source>
      <translation>Можно: дата вида 2026-01-01</translation>
    </message>
    <message>
      <source>A discount by hand needs a reason</source>
      <translation>Для скидки вручную нужна причина</translation>
    </message>
    <message>
      <source>A discount of {percent} % is not possible</source>
      <translation>Скидка {percent} % невозможна</translation>
    </message>
    <message>
      <source>A file in PEM form is allowed, with -----BEGIN CERTIFICATE-----</source>
      <translation>Нужен файл в виде PEM, со строкой -----BEGIN CERTIFICATE-----</translation>
    </message>
    <message>
      <source>A folder needs a name</source>
      <translation>У папки должно быть имя</translation>
    </message>
    <message>
      <source>A gift card is not paid for with a gift card</source>
      <translation>Подарочную карту нельзя оплатить подарочной картой</translation>
    </message>
    <message>
      <source>A gift card is returned by its receipt alone</source>
      <translation>Подарочную карту возвращают только по чеку</translation>
    </message>
    <message>
      <source>A gift card of {sum} cannot be sold</source>
      <translation>Подарочную карту на {sum} продать нельзя</translation>
    </message>
    <message>
      <source>A header with at least “наименование” (name) and “штрихкод” (barcode) or “код” (id) is needed</source>
      <translation>Нужен заголовок: как минимум «наименование» и «штрихкод» или «код»</translation>
    </message>
    <message>
      <source>A limited discount on this receipt has been used up meanwhile</source>
      <translation>Скидка с ограничением на этом чеке за это время закончилась</translation>
    </message>
    <message>
      <source>A list in square brackets is allowed</source>
      <translation>Допустим список в квадратных скобках</translation>
    </message>
    <message>
      <source>A name of at most 60 letters is allowed</source>
      <translation>Можно имя не длиннее 60 букв</translation>
    </message>
    <message>
      <source>A name of the IANA time zones is allowed, for example Europe/Moscow</source>
      <translation>Допустимо название часового пояса IANA, например Europe/Moscow</translation>
    </message>
    <message>
      <source>A part of a number finds nobody while the server does not answer</source>
      <translation>По части номера без связи с сервером никого не найти</translation>
    </message>
    <message>
      <source>A path such as /var/lib/loyalty.db is allowed, sqlite:////var/lib/loyalty.db or postgresql://user@host/name</source>
      <translation>Допустим путь, например /var/lib/loyalty.db, sqlite:////var/lib/loyalty.db или postgresql://user@host/name</translation>
    </message>
    <message>
      <source>A prefix 20 to 29, the digits of the product and the digits of the value are 12 together, or 11 if a digit is skipped between them; the check digit is the thirteenth</source>
      <translation>Префикс 20–29, цифры товара и цифры значения вместе дают 12 (или 11, если между ними пропускается одна), контрольная цифра — тринадцатая</translation>
    </message>
    <message>
      <source>A price by hand must be lower than {price}</source>
      <translation>Цена вручную должна быть ниже {price}</translation>
    </message>
    <message>
      <source>A published version never changes: give the new one the number {next}</source>
      <translation>Опубликованная версия не меняется: дайте новой номер {next}</translation>
    </message>
    <message>
      <source>A quote needs a programme and a receipt</source>
      <translation>Для расчёта нужны программа и чек</translation>
    </message>
    <message>
      <source>A receipt takes at most {count} promo codes</source>
      <translation>На чеке может быть не больше {count} промокодов</translation>
    </message>
    <message>
      <source>A replay needs one source of past receipts</source>
      <translation>Нужен один источник прошлых чеков</translation>
    </message>
    <message>
      <source>A report of all tills is of days, not of a shift</source>
      <translation>Отчёт по всем кассам бывает за дни, а не за смену</translation>
    </message>
    <message>
      <source>A row is the number as the scanner reads it, and a sum in roubles if it has one</source>
      <translation>Строка — это номер, как его читает сканер, и сумма в рублях, если она есть</translation>
    </message>
    <message>
      <source>A row of titles is needed that names whom a row is about (“Карта”, card) and what it says of them</source>
      <translation>Нужна строка заголовков: о ком строка («Карта») и что о нём сказано («Группа», «Баллы»)</translation>
    </message>
    <message>
      <source>A section with these keys is allowed: {choices}</source>
      <translation>Допустим раздел с ключами: {choices}</translation>
    </message>
    <message>
      <source>A store node keeps its ledger in a file, not in {place}</source>
      <translation>Узел магазина хранит свой реестр в файле, а не в {place}</translation>
    </message>
    <message>
      <source>A text of this form is allowed: {examples}</source>
      <translation>Допустим текст такого вида: {examples}</translation>
    </message>
    <message>
      <source>A text such as {example} is allowed, {shortest} to {longest} characters long</source>
      <translation>Допустим текст, например {example}, длиной от {shortest} до {longest} символов</translation>
    </message>
    <message>
      <source>A whole number from {minimum} to {maximum} is allowed</source>
      <translation>Допустимо целое число от {minimum} до {maximum}</translation>
    </message>
    <message>
      <source>A whole number up to {maximum} is allowed</source>
      <translation>Можно: целое число не больше {maximum}</translation>
    </message>
    <message>
      <source>A workbook cannot be printed</source>
      <translation>Книгу Excel нельзя напечатать</translation>
    </message>
    <message>
      <source>Allowed there: {allowed}</source>
      <translation>Там допустимо: {allowed}</translation>
    </message>
    <message>
      <source>An encoding of one byte a letter is allowed, for example cp866</source>
      <translation>Допустима однобайтовая кодировка, например cp866</translation>
    </message>
    <message>
      <source>Another program holds the till's database</source>
      <translation>Базу данных кассы держит другая программа</translation>
    </message>
    <message>
      <source>Another program is writing to the ledger at {place}</source>
      <translation>В базу {place} пишет другая программа</translation>
    </message>
    <message>
      <source>Ask a colleague with the right to type the PIN</source>
      <translation>Попросите коллегу, у которого есть право, ввести PIN</translation>
    </message>
    <message>
      <source>Ask it again; do not let the buyer pay twice</source>
      <translation>Спросите его ещё раз; не проводите оплату повторно</translation>
    </message>
    <message>
      <source>Ask the buyer for another card, or sell without one</source>
      <translation>Попросите другую карту или продайте без карты</translation>
    </message>
    <message>
      <source>Ask the buyer, and touch the consent when the answer is yes</source>
      <translation>Спросите покупателя и нажмите на согласие, когда он ответит «да»</translation>
    </message>
    <message>
      <source>Ask the server with --server, or the till without it: “cashier-app report list” says which</source>
      <translation>Спросите сервер с --server или кассу без него: что где, говорит «cashier-app report list»</translation>
    </message>
    <message>
      <source>Ask whoever publishes the versions; the till goes on as it is</source>
      <translation>Спросите того, кто выпускает версии; касса работает как прежде</translation>
    </message>
    <message>
      <source>At {host} tills' keys and buyers' names would go unencrypted over the network</source>
      <translation>На {host} ключи касс и имена покупателей шли бы по сети без шифрования</translation>
    </message>
    <message>
      <source>Call one of the columns in the first line one of: {allowed}</source>
      <translation>Назовите столбец в первой строке одним из слов: {allowed}</translation>
    </message>
    <message>
      <source>Call the person who looks after the till</source>
      <translation>Позовите того, кто обслуживает кассу</translation>
    </message>
    <message>
      <source>Change that file, or take [shop] template out of the settings</source>
      <translation>Измените этот файл или уберите [shop] template из настроек</translation>
    </message>
    <message>
      <source>Check that it runs, its address and the network; tills go on by themselves</source>
      <translation>Проверьте, что он запущен, его адрес и сеть; кассы продолжат сами</translation>
    </message>
    <message>
      <source>Check the address and the network, then try again</source>
      <translation>Проверьте адрес и сеть и попробуйте снова</translation>
    </message>
    <message>
      <source>Check the buyer's age and confirm it</source>
      <translation>Проверьте возраст покупателя и подтвердите</translation>
    </message>
    <message>
      <source>Check the cable, the power and the address in the settings</source>
      <translation>Проверьте кабель, питание и адрес в настройках</translation>
    </message>
    <message>
      <source>Check the digits, or register the buyer</source>
      <translation>Проверьте цифры или зарегистрируйте покупателя</translation>
    </message>
    <message>
      <source>Check the disk with {path}, then start the till again</source>
      <translation>Проверьте диск, где лежит {path}, и запустите кассу снова</translation>
    </message>
    <message>
      <source>Check the name and the right to read it</source>
      <translation>Проверьте имя файла и право на чтение</translation>
    </message>
    <message>
      <source>Check the name, the right to write there and the room on the disk</source>
      <translation>Проверьте имя, право записи и место на диске</translation>
    </message>
    <message>
      <source>Check the number, or scan the card</source>
      <translation>Проверьте номер или отсканируйте карту</translation>
    </message>
    <message>
      <source>Check the number; a card that was never issued or sold is not known</source>
      <translation>Проверьте номер: карта, которую не выпускали и не продавали, неизвестна</translation>
    </message>
    <message>
      <source>Check the number; a till without a printer keeps no slips</source>
      <translation>Проверьте номер; касса без принтера слипов не хранит</translation>
    </message>
    <message>
      <source>Choose 4 to 8 digits, not all the same and not 1234</source>
      <translation>Выберите от 4 до 8 цифр, не одинаковых и не 1234</translation>
    </message>
    <message>
      <source>Choose a card of this buyer that is in use</source>
      <translation>Выберите действующую карту этого покупателя</translation>
    </message>
    <message>
      <source>Choose a closed shift from the list</source>
      <translation>Выберите закрытую смену из списка</translation>
    </message>
    <message>
      <source>Choose a receipt first</source>
      <translation>Сначала выберите чек</translation>
    </message>
    <message>
      <source>Choose among the lines of the receipt</source>
      <translation>Выберите строку из чека</translation>
    </message>
    <message>
      <source>Choose another one from the list</source>
      <translation>Выберите другой из списка</translation>
    </message>
    <message>
      <source>Choose another one that nobody else knows</source>
      <translation>Выберите другой, которого никто больше не знает</translation>
    </message>
    <message>
      <source>Choose at least one line and its quantity</source>
      <translation>Выберите хотя бы одну строку и количество</translation>
    </message>
    <message>
      <source>Choose the gift card among the goods first</source>
      <translation>Сначала выберите подарочную карту среди товаров</translation>
    </message>
    <message>
      <source>Choose the receipt again</source>
      <translation>Выберите чек заново</translation>
    </message>
    <message>
      <source>Close it first</source>
      <translation>Сначала закройте её</translation>
    </message>
    <message>
      <source>Close the program that uses {path}, then try again</source>
      <translation>Закройте программу, которая открыла {path}, и повторите</translation>
    </message>
    <message>
      <source>Compare it with the note; if it is right, the journal is not the one of that day</source>
      <translation>Сверьте его с записью; если он верен, это не тот журнал, что был в тот день</translation>
    </message>
    <message>
      <source>Correct the address, or the password in PGPASSWORD or in the file .pgpass</source>
      <translation>Исправьте адрес или пароль в PGPASSWORD или в файле .pgpass</translation>
    </message>
    <message>
      <source>Count the drawer anew</source>
      <translation>Пересчитайте ящик</translation>
    </message>
    <message>
      <source>Coupons of the versions published: {coupons}</source>
      <translation>Купоны опубликованных версий: {coupons}</translation>
    </message>
    <message>
      <source>Digits with at most {decimals} decimals, up to {maximum}, are allowed</source>
      <translation>Можно: цифры, не больше {decimals} знаков после запятой, не больше {maximum}</translation>
    </message>
    <message>
      <source>Do not sell on it. Put the newest copy from {backups} in the place of {path}, or call support</source>
      <translation>Не продавайте на ней. Положите самую новую копию из {backups} на место {path} или позвоните в поддержку</translation>
    </message>
    <message>
      <source>Do not trust the disk with {folder}: give copies another place</source>
      <translation>Не доверяйте диску с {folder}: дайте копиям другое место</translation>
    </message>
    <message>
      <source>Earlier copies are kept; show support the copy {file}</source>
      <translation>Прежние копии сохранены; покажите поддержке копию {file}</translation>
    </message>
    <message>
      <source>Everybody on this machine may read the private key {file}</source>
      <translation>Закрытый ключ {file} может прочесть любой на этой машине</translation>
    </message>
    <message>
      <source>Export receipts with goods, quantities and prices above zero</source>
      <translation>Выгрузите чеки с товарами, количеством и ценами больше нуля</translation>
    </message>
    <message>
      <source>Export the file again</source>
      <translation>Выгрузите файл заново</translation>
    </message>
    <message>
      <source>Find the buyer by telephone or card first</source>
      <translation>Сначала найдите покупателя по телефону или карте</translation>
    </message>
    <message>
      <source>Find the product or remove the line: until then the receipt cannot be paid</source>
      <translation>Найдите товар или удалите строку — до этого чек не оплатить</translation>
    </message>
    <message>
      <source>Find the receipt that it was sold by: its money goes with it</source>
      <translation>Найдите чек, по которому она продана: вместе с ней вернутся её деньги</translation>
    </message>
    <message>
      <source>Finish the payment</source>
      <translation>Завершите оплату</translation>
    </message>
    <message>
      <source>Finish, park or cancel it first</source>
      <translation>Сначала завершите, отложите или аннулируйте его</translation>
    </message>
    <message>
      <source>For another card add the product once more and scan that card</source>
      <translation>Для другой карты добавьте товар ещё раз и отсканируйте ту карту</translation>
    </message>
    <message>
      <source>Free some space on the disk and import again: it will change nothing</source>
      <translation>Освободите место на диске и загрузите ещё раз: это ничего не изменит</translation>
    </message>
    <message>
      <source>Free some space on the disk with {path}, then try again</source>
      <translation>Освободите место на диске, где лежит {path}, и повторите</translation>
    </message>
    <message>
      <source>Free some space there; tills send everything again by themselves</source>
      <translation>Освободите там место; кассы сами отправят всё ещё раз</translation>
    </message>
    <message>
      <source>Free the disk; the till goes on as it is</source>
      <translation>Освободите диск; касса работает как прежде</translation>
    </message>
    <message>
      <source>From {first} to {last} is no period</source>
      <translation>С {first} по {last} — не период</translation>
    </message>
    <message>
      <source>Get a new one; if it is new, set this machine's clock</source>
      <translation>Получите новый; если он новый, поправьте часы этой машины</translation>
    </message>
    <message>
      <source>Get one for servers (TLS Web Server Authentication)</source>
      <translation>Получите сертификат для серверов (TLS Web Server Authentication)</translation>
    </message>
    <message>
      <source>Give --all, or say in the settings what is led here: [authority]</source>
      <translation>Укажите --all или скажите в настройках, что ведём мы: [authority]</translation>
    </message>
    <message>
      <source>Give --certificate and --private-key (“cashier-app server certificate” makes both), or allow it with --plain-http where the wire is your own from end to end</source>
      <translation>Укажите --certificate и --private-key (оба делает «cashier-app server certificate») или разрешите это через --plain-http, если вся линия — ваша</translation>
    </message>
    <message>
      <source>Give --nominal, or a sum in the second cell of its row</source>
      <translation>Укажите --nominal или сумму во второй ячейке её строки</translation>
    </message>
    <message>
      <source>Give --out FILE.xlsx</source>
      <translation>Укажите --out ФАЙЛ.xlsx</translation>
    </message>
    <message>
      <source>Give --out FILE.{form}</source>
      <translation>Укажите --out ФАЙЛ.{form}</translation>
    </message>
    <message>
      <source>Give --programme FILE and --receipt FILE; --schema prints what they hold</source>
      <translation>Укажите --programme ФАЙЛ и --receipt ФАЙЛ; что в них пишут, покажет --schema</translation>
    </message>
    <message>
      <source>Give --reason TEXT, or only look with --check</source>
      <translation>Укажите --reason ТЕКСТ или только сравните: --check</translation>
    </message>
    <message>
      <source>Give --shift 12, --shift 12-20, or a period: --from 2026-11-01 --to 2026-11-30</source>
      <translation>Укажите --shift 12, --shift 12-20 или период: --from 2026-11-01 --to 2026-11-30</translation>
    </message>
    <message>
      <source>Give --upstream URL, or set upstream in the section [node] of the settings</source>
      <translation>Укажите --upstream URL или upstream в разделе [node] настроек</translation>
    </message>
    <message>
      <source>Give --yes where nobody can answer</source>
      <translation>Добавьте --yes, если ответить некому</translation>
    </message>
    <message>
      <source>Give a CSV file, a CommerceML file, or a folder or zip of them</source>
      <translation>Укажите файл CSV, файл CommerceML либо папку или zip с ними</translation>
    </message>
    <message>
      <source>Give a CSV file, or CommerceML with goods (import.xml) or offers (offers.xml)</source>
      <translation>Укажите файл CSV или CommerceML с товарами (import.xml) или предложениями (offers.xml)</translation>
    </message>
    <message>
      <source>Give a CSV or XLSX file</source>
      <translation>Укажите файл CSV или XLSX</translation>
    </message>
    <message>
      <source>Give a PNG file, best black on white and 384 dots wide</source>
      <translation>Укажите файл PNG, лучше чёрный на белом и шириной 384 точки</translation>
    </message>
    <message>
      <source>Give a PNG or JPEG file that other programs can open</source>
      <translation>Дайте файл PNG или JPEG, который открывают другие программы</translation>
    </message>
    <message>
      <source>Give a file in TOML or JSON: see “cashier-app migrate --example”</source>
      <translation>Дайте файл TOML или JSON: пример покажет «cashier-app migrate --example»</translation>
    </message>
    <message>
      <source>Give a last day that is not before the first</source>
      <translation>Укажите последний день не раньше первого</translation>
    </message>
    <message>
      <source>Give a name with --author: it is kept with the version</source>
      <translation>Укажите имя через --author: оно хранится вместе с версией</translation>
    </message>
    <message>
      <source>Give a number (12) or a first and a last one (12-20)</source>
      <translation>Укажите номер (12) или первый и последний (12-20)</translation>
    </message>
    <message>
      <source>Give a number from 1 to 65535 with --port, 0 for any free one</source>
      <translation>Укажите через --port число от 1 до 65535, 0 — любой свободный</translation>
    </message>
    <message>
      <source>Give a number from 1 to {most} with --workers; as many as processors is usual</source>
      <translation>Укажите в --workers число от 1 до {most}; обычно столько, сколько процессоров</translation>
    </message>
    <message>
      <source>Give a prefix of digits or Latin letters, or the first and last number of a range, of one length</source>
      <translation>Укажите префикс из цифр или латинских букв либо первый и последний номер диапазона одной длины</translation>
    </message>
    <message>
      <source>Give a text file in UTF-8, see cashier-app receipt words</source>
      <translation>Укажите текстовый файл в UTF-8, см. cashier-app receipt words</translation>
    </message>
    <message>
      <source>Give a whole number from 0 to 100</source>
      <translation>Дайте целое число от 0 до 100</translation>
    </message>
    <message>
      <source>Give an account's id, a card number, a telephone or an e-mail of a member</source>
      <translation>Укажите счёт, номер карты, телефон или e-mail участника</translation>
    </message>
    <message>
      <source>Give another folder with --out, or move the old files away</source>
      <translation>Укажите другую папку через --out или уберите старые файлы</translation>
    </message>
    <message>
      <source>Give another one with --database: a store node begins empty</source>
      <translation>Укажите другую в --database: узел магазина начинает с пустой</translation>
    </message>
    <message>
      <source>Give another period; a shift is exported after its Z report</source>
      <translation>Укажите другой период; смену выгружают после её Z-отчёта</translation>
    </message>
    <message>
      <source>Give another port with --port (0: any free one) or another --host</source>
      <translation>Укажите другой порт через --port (0 — любой свободный) или другой адрес через --host</translation>
    </message>
    <message>
      <source>Give both: --certificate FILE --private-key FILE, or both settings of [node]</source>
      <translation>Укажите оба: --certificate ФАЙЛ --private-key ФАЙЛ или обе настройки раздела [node]</translation>
    </message>
    <message>
      <source>Give days with --from and --to, or ask the till without --server</source>
      <translation>Укажите дни через --from и --to или спросите кассу без --server</translation>
    </message>
    <message>
      <source>Give either --history FILE or --database URL</source>
      <translation>Укажите либо --history ФАЙЛ, либо --database АДРЕС</translation>
    </message>
    <message>
      <source>Give every printer a name of its own</source>
      <translation>Дайте каждому принтеру своё имя</translation>
    </message>
    <message>
      <source>Give it as YYYY-MM-DD or DD.MM.YYYY, such as 2026-11-21</source>
      <translation>Укажите его как ГГГГ-ММ-ДД или ДД.ММ.ГГГГ, например 2026-11-21</translation>
    </message>
    <message>
      <source>Give it as YYYY-MM-DD, such as 2026-11-21</source>
      <translation>Укажите его как ГГГГ-ММ-ДД, например 2026-11-21</translation>
    </message>
    <message>
      <source>Give it to another role first</source>
      <translation>Сначала дайте это право другой роли</translation>
    </message>
    <message>
      <source>Give its number, such as 12, or last</source>
      <translation>Укажите её номер, например 12, или last</translation>
    </message>
    <message>
      <source>Give numbers, or --file with a number in the first cell of every row</source>
      <translation>Укажите номера или --file с номером в первой ячейке каждой строки</translation>
    </message>
    <message>
      <source>Give one version alone to try it out, or another moment with --at</source>
      <translation>Чтобы попробовать версию, укажите её одну, или другой момент в --at</translation>
    </message>
    <message>
      <source>Give past receipts as CSV or as JSON lines; .gz is allowed</source>
      <translation>Дайте прошлые чеки в CSV или строками JSON; можно .gz</translation>
    </message>
    <message>
      <source>Give points to add, such as 150 or 12.5, or to take, such as -150</source>
      <translation>Укажите, сколько начислить, например 150 или 12.5, или снять, например -150</translation>
    </message>
    <message>
      <source>Give points to add, such as 150, or to take, such as -150</source>
      <translation>Укажите, сколько начислить, например 150, или снять, например -150</translation>
    </message>
    <message>
      <source>Give roubles and kopecks above zero, such as 99,90</source>
      <translation>Укажите рубли и копейки больше нуля, например 99,90</translation>
    </message>
    <message>
      <source>Give the address in the shop's own network with --host, or allow all of them with --every-address</source>
      <translation>Укажите через --host адрес в сети магазина или разрешите все через --every-address</translation>
    </message>
    <message>
      <source>Give the address of the server that is written to</source>
      <translation>Укажите адрес основного сервера, в который можно писать</translation>
    </message>
    <message>
      <source>Give the earlier day first; ten years are the most</source>
      <translation>Укажите сначала более ранний день; самое большее — десять лет</translation>
    </message>
    <message>
      <source>Give the file of a till's or of a server's database, or sqlite:////file</source>
      <translation>Укажите файл базы кассы или сервера или sqlite:////файл</translation>
    </message>
    <message>
      <source>Give the level without --floor</source>
      <translation>Назначьте уровень без --floor</translation>
    </message>
    <message>
      <source>Give the number of a shift that was opened here</source>
      <translation>Укажите номер смены, которая открывалась здесь</translation>
    </message>
    <message>
      <source>Give the others as files</source>
      <translation>Остальные укажите файлами</translation>
    </message>
    <message>
      <source>Give the till's user the right to write there</source>
      <translation>Дайте пользователю кассы право записи туда</translation>
    </message>
    <message>
      <source>Go back and scan the card, or find the buyer by telephone</source>
      <translation>Вернитесь к чеку и отсканируйте карту или найдите покупателя по телефону</translation>
    </message>
    <message>
      <source>Go back to the receipt: it has been reckoned anew; tell the buyer the sum</source>
      <translation>Вернитесь к чеку: он пересчитан; назовите покупателю новую сумму</translation>
    </message>
    <message>
      <source>Go on with the next buyer</source>
      <translation>Переходите к следующему покупателю</translation>
    </message>
    <message>
      <source>Goods of this receipt may have been returned at another till meanwhile</source>
      <translation>Товары этого чека могли тем временем вернуть на другой кассе</translation>
    </message>
    <message>
      <source>Install it: sudo apt install {package}</source>
      <translation>Установите её: sudo apt install {package}</translation>
    </message>
    <message>
      <source>Install that version again, or restore a copy made before the update</source>
      <translation>Установите ту версию снова или верните копию, сделанную до обновления</translation>
    </message>
    <message>
      <source>Install the till with its own libraries (SQLite {needed} or newer)</source>
      <translation>Установите кассу с её собственными библиотеками (SQLite {needed} или новее)</translation>
    </message>
    <message>
      <source>Install the till's package on this machine: cashier-app</source>
      <translation>Установите на этой машине пакет кассы: cashier-app</translation>
    </message>
    <message>
      <source>It goes on by itself where it stopped</source>
      <translation>Она сама продолжится с того же места</translation>
    </message>
    <message>
      <source>It has to be a PEM file with the key of the certificate</source>
      <translation>Нужен файл PEM с ключом этого сертификата</translation>
    </message>
    <message>
      <source>It has to be a PEM file: the server's certificate first, then those that lead to its CA</source>
      <translation>Нужен файл PEM: сначала сертификат сервера, затем те, что ведут к его центру сертификации</translation>
    </message>
    <message>
      <source>It is asked again by itself; the address is [updates] url</source>
      <translation>Касса спросит снова сама; адрес — [updates] url</translation>
    </message>
    <message>
      <source>It is not known who does this</source>
      <translation>Неизвестно, кто это делает</translation>
    </message>
    <message>
      <source>It is not known yet whether the card was charged</source>
      <translation>Пока неизвестно, списаны ли деньги с карты</translation>
    </message>
    <message>
      <source>It is not known yet whether the last refund was made on the terminal</source>
      <translation>Ещё не известно, прошёл ли последний возврат на терминале</translation>
    </message>
    <message>
      <source>It is not said how much the gift card {card} holds</source>
      <translation>Не сказано, сколько на подарочной карте {card}</translation>
    </message>
    <message>
      <source>It is not said why the ledger is to be rebuilt</source>
      <translation>Не сказано, зачем пересчитывать учёт</translation>
    </message>
    <message>
      <source>Its columns are: {columns}</source>
      <translation>Его столбцы: {columns}</translation>
    </message>
    <message>
      <source>Its levels are: {levels}; “none” ends a level given by hand</source>
      <translation>Её уровни: {levels}; «none» снимает назначенный уровень</translation>
    </message>
    <message>
      <source>Its sheets are: {sheets}</source>
      <translation>В книге есть листы: {sheets}</translation>
    </message>
    <message>
      <source>Keep one of the two keys in the section [administrator]</source>
      <translation>Оставьте один из двух ключей в разделе [administrator]</translation>
    </message>
    <message>
      <source>Leave --database out, or name a file</source>
      <translation>Не указывайте --database или назовите файл</translation>
    </message>
    <message>
      <source>Leave --workers out, or keep the ledger in PostgreSQL: --database postgresql://…</source>
      <translation>Уберите --workers или храните данные в PostgreSQL: --database postgresql://…</translation>
    </message>
    <message>
      <source>Leave the training mode first</source>
      <translation>Сначала выйдите из учебного режима</translation>
    </message>
    <message>
      <source>Let an administrator add people on the till's screen</source>
      <translation>Пусть администратор добавит людей на экране кассы</translation>
    </message>
    <message>
      <source>Let nobody but the server's user read it: chmod 600 {file}</source>
      <translation>Оставьте право чтения только пользователю сервера: chmod 600 {file}</translation>
    </message>
    <message>
      <source>Let this user write the file, or write into it by hand: {lines}</source>
      <translation>Дайте этому пользователю право на запись файла или впишите вручную: {lines}</translation>
    </message>
    <message>
      <source>Log in to the desktop of this computer and start the till there</source>
      <translation>Войдите на рабочий стол этого компьютера и запустите кассу там</translation>
    </message>
    <message>
      <source>Log in with your PIN</source>
      <translation>Войдите по PIN</translation>
    </message>
    <message>
      <source>Look at the number and date on the slip, or search by the sum</source>
      <translation>Посмотрите номер и дату на чеке или ищите по сумме</translation>
    </message>
    <message>
      <source>Look at the terminal's slip and say “approved” or “declined”</source>
      <translation>Посмотрите слип терминала и нажмите «Одобрено» или «Отказ»</translation>
    </message>
    <message>
      <source>Look at what would go with --dry-run, then say --yes</source>
      <translation>Посмотрите, что исчезнет, с --dry-run, затем укажите --yes</translation>
    </message>
    <message>
      <source>Look at {folder}: room, rights, the disk; copies on this machine are made on</source>
      <translation>Проверьте {folder}: место, права, диск; копии на этом компьютере делаются</translation>
    </message>
    <message>
      <source>Look into the log of PostgreSQL, or call the person who looks after it</source>
      <translation>Посмотрите журнал PostgreSQL или позовите того, кто за ним следит</translation>
    </message>
    <message>
      <source>Look into {file}, then try again</source>
      <translation>Посмотрите в {file} и попробуйте снова</translation>
    </message>
    <message>
      <source>Make a code there with “cashier-app server pair --store-node”, and type “cashier-app server join CODE” here</source>
      <translation>Создайте там код командой «cashier-app server pair --store-node» и введите здесь «cashier-app server join КОД»</translation>
    </message>
    <message>
      <source>Make a new code with “cashier-app server pair” and type it within its time</source>
      <translation>Создайте новый код командой «cashier-app server pair» и введите его, пока он действует</translation>
    </message>
    <message>
      <source>Make one on the central server with “cashier-app server pair --store-node”</source>
      <translation>Создайте код на центральном сервере командой «cashier-app server pair --store-node»</translation>
    </message>
    <message>
      <source>Make somebody else an administrator first</source>
      <translation>Сначала назначьте другого администратора</translation>
    </message>
    <message>
      <source>Make the database and its user first, as the README says, or correct --database</source>
      <translation>Сначала создайте базу и пользователя, как написано в README, или исправьте --database</translation>
    </message>
    <message>
      <source>Make this user the owner of the database and of its tables</source>
      <translation>Сделайте этого пользователя владельцем базы и её таблиц</translation>
    </message>
    <message>
      <source>Mend the file, or move it away to start with the defaults</source>
      <translation>Исправьте файл или уберите его, чтобы начать с настроек по умолчанию</translation>
    </message>
    <message>
      <source>Mend the lines that are named</source>
      <translation>Исправьте названные строки</translation>
    </message>
    <message>
      <source>Mend what is said above and run the same command again</source>
      <translation>Исправьте сказанное выше и повторите ту же команду</translation>
    </message>
    <message>
      <source>Name a folder or a ZIP file that is not there yet</source>
      <translation>Назовите папку или ZIP-файл, которых ещё нет</translation>
    </message>
    <message>
      <source>Name a printer in the settings: [[printers]]</source>
      <translation>Укажите принтер в настройках: [[printers]]</translation>
    </message>
    <message>
      <source>Name an active or blocked member</source>
      <translation>Укажите действующего или заблокированного участника</translation>
    </message>
    <message>
      <source>Name another file or folder, with room, that may be written</source>
      <translation>Укажите другой файл или папку, где есть место и право записи</translation>
    </message>
    <message>
      <source>Name another folder with --output, or empty this one</source>
      <translation>Укажите другую папку в --output или очистите эту</translation>
    </message>
    <message>
      <source>Name at least one with --members, --cards, --lots, --purchases or --coupons</source>
      <translation>Назовите хотя бы один ключом --members, --cards, --lots, --purchases или --coupons</translation>
    </message>
    <message>
      <source>Name each file by the goods' barcode, article or id, such as 4600000000015.jpg</source>
      <translation>Назовите каждый файл штрихкодом, артикулом или id товара, например 4600000000015.jpg</translation>
    </message>
    <message>
      <source>Name it in the mapping: [tables.{part}] columns. Its columns are: {columns}</source>
      <translation>Назовите его в файле соответствий: [tables.{part}] columns. Столбцы файла: {columns}</translation>
    </message>
    <message>
      <source>Name its folder with --home, or in the settings: [till] folder</source>
      <translation>Укажите её папку в --home или в настройках: [till] folder</translation>
    </message>
    <message>
      <source>Name its place with --database or --home, or begin one with “programme publish”</source>
      <translation>Укажите её место через --database или --home либо начните новую командой «programme publish»</translation>
    </message>
    <message>
      <source>Name members, a file of theirs with --file, or a segment with --segment</source>
      <translation>Укажите участников, их файл через --file или сегмент через --segment</translation>
    </message>
    <message>
      <source>Name the card in the telephone by its number</source>
      <translation>Назовите карту в телефоне по её номеру</translation>
    </message>
    <message>
      <source>Name the card itself, or leave out --card to mean the whole account</source>
      <translation>Укажите саму карту или уберите --card, если имеется в виду весь счёт</translation>
    </message>
    <message>
      <source>Name the person with --author: the name stands in the protocol</source>
      <translation>Назовите человека ключом --author: имя войдёт в протокол</translation>
    </message>
    <message>
      <source>No buyer with this telephone is known at this till</source>
      <translation>Покупатель с таким телефоном на этой кассе не найден</translation>
    </message>
    <message>
      <source>No card is on the receipt</source>
      <translation>В чеке нет карты</translation>
    </message>
    <message>
      <source>No card payment waits for an answer</source>
      <translation>Ни одна оплата картой не ждёт ответа</translation>
    </message>
    <message>
      <source>No card, telephone or e-mail is “{name}”</source>
      <translation>Нет ни карты, ни телефона, ни почты «{name}»</translation>
    </message>
    <message>
      <source>No connection: the gift card {card} cannot be spent at this till now</source>
      <translation>Нет связи: подарочную карту {card} сейчас нельзя списать на этой кассе</translation>
    </message>
    <message>
      <source>No discount can be given here</source>
      <translation>Скидку здесь дать нельзя</translation>
    </message>
    <message>
      <source>No file to migrate was given</source>
      <translation>Не дано ни одного файла для переноса</translation>
    </message>
    <message>
      <source>No gift card is being sold</source>
      <translation>Подарочная карта сейчас не продаётся</translation>
    </message>
    <message>
      <source>No gift card is named</source>
      <translation>Не названа ни одна подарочная карта</translation>
    </message>
    <message>
      <source>No gift card {card} is known</source>
      <translation>Подарочная карта {card} неизвестна</translation>
    </message>
    <message>
      <source>No goods have been taken back yet</source>
      <translation>Товары ещё не приняты</translation>
    </message>
    <message>
      <source>No goods wait for their weight</source>
      <translation>Ни один товар не ждёт взвешивания</translation>
    </message>
    <message>
      <source>No loyalty programme is published yet</source>
      <translation>Программа лояльности ещё не опубликована</translation>
    </message>
    <message>
      <source>No member is named</source>
      <translation>Не указан ни один участник</translation>
    </message>
    <message>
      <source>No payment is open</source>
      <translation>Оплата не начата</translation>
    </message>
    <message>
      <source>No points are named</source>
      <translation>Баллы не указаны</translation>
    </message>
    <message>
      <source>No receipt printer is set up</source>
      <translation>Принтер чеков не настроен</translation>
    </message>
    <message>
      <source>No record of the journal has the hash {hash}</source>
      <translation>В журнале нет записи с хешем {hash}</translation>
    </message>
    <message>
      <source>No refund waits for the terminal's answer</source>
      <translation>Никакой возврат не ждёт ответа терминала</translation>
    </message>
    <message>
      <source>No rule of the programme takes the coupon “{coupon}”</source>
      <translation>Ни одно правило программы не принимает купон «{coupon}»</translation>
    </message>
    <message>
      <source>No shift is open</source>
      <translation>Смена не открыта</translation>
    </message>
    <message>
      <source>No shift was closed in this period</source>
      <translation>В этот период не закрыто ни одной смены</translation>
    </message>
    <message>
      <source>No till and no store node holds anything of {name}</source>
      <translation>Ни касса, ни узел магазина ничего не держит из {name}</translation>
    </message>
    <message>
      <source>Nobody answers for this migration</source>
      <translation>За этот перенос никто не отвечает</translation>
    </message>
    <message>
      <source>Nobody has a telephone or card with {digits}</source>
      <translation>Телефона или карты с {digits} ни у кого нет</translation>
    </message>
    <message>
      <source>Nobody here has this badge</source>
      <translation>Такого бейджа здесь ни у кого нет</translation>
    </message>
    <message>
      <source>Nobody here may give more than {percent} % by hand</source>
      <translation>Больше {percent} % вручную здесь не даёт никто</translation>
    </message>
    <message>
      <source>Nobody is known as “{name}”</source>
      <translation>Участник «{name}» не найден</translation>
    </message>
    <message>
      <source>Nobody is logged in</source>
      <translation>Никто не вошёл</translation>
    </message>
    <message>
      <source>None of the programme versions given is in force for this buyer at {at}</source>
      <translation>Ни одна из указанных версий программы не действует для этого покупателя в {at}</translation>
    </message>
    <message>
      <source>Not found: {code}</source>
      <translation>Не найден: {code}</translation>
    </message>
    <message>
      <source>Nothing is chosen for the return</source>
      <translation>Для возврата ничего не выбрано</translation>
    </message>
    <message>
      <source>Nothing is chosen to return</source>
      <translation>Ничего не выбрано для возврата</translation>
    </message>
    <message>
      <source>Nothing is left on the gift card {card}</source>
      <translation>На подарочной карте {card} ничего не осталось</translation>
    </message>
    <message>
      <source>Nothing is left to pay with the gift card</source>
      <translation>Подарочной картой платить уже не за что</translation>
    </message>
    <message>
      <source>Nothing names the central server that this one is to join</source>
      <translation>Нигде не указан центральный сервер, к которому нужно присоединиться</translation>
    </message>
    <message>
      <source>Nothing of members is led here: there is nothing to export</source>
      <translation>Об участниках мы ничего не ведём: выгружать нечего</translation>
    </message>
    <message>
      <source>Nothing says where updates come from or whose signature they carry</source>
      <translation>Не указано, откуда брать обновления и чьей подписи верить</translation>
    </message>
    <message>
      <source>Nothing was changed. Copy or export the file again</source>
      <translation>Ничего не изменено. Скопируйте или выгрузите файл заново</translation>
    </message>
    <message>
      <source>Nothing was changed. Copy or export the file again, without a password</source>
      <translation>Ничего не изменено. Скопируйте или выгрузите файл заново, без пароля</translation>
    </message>
    <message>
      <source>Nothing was changed. Export the file again</source>
      <translation>Ничего не изменено. Выгрузите файл заново</translation>
    </message>
    <message>
      <source>Nothing was changed. Export the file again without it</source>
      <translation>Ничего не изменено. Выгрузите файл заново без него</translation>
    </message>
    <message>
      <source>Nothing was changed. Free {megabytes} MB on the disk with {path}</source>
      <translation>Ничего не изменено. Освободите {megabytes} МБ на диске с {path}</translation>
    </message>
    <message>
      <source>Nothing was changed. Give another file, ending in .csv or .json</source>
      <translation>Ничего не изменено. Укажите другой файл с окончанием .csv или .json</translation>
    </message>
    <message>
      <source>Nothing was changed. Give another folder with --output</source>
      <translation>Ничего не изменено. Дайте другую папку ключом --output</translation>
    </message>
    <message>
      <source>Nothing was changed. It can be started again at any time</source>
      <translation>Ничего не изменено. Её можно начать снова в любое время</translation>
    </message>
    <message>
      <source>Nothing was changed. Take another copy: cashier-app restore --list</source>
      <translation>Ничего не изменено. Возьмите другую копию: cashier-app restore --list</translation>
    </message>
    <message>
      <source>Nothing was changed. Take another copy: cashier-app server backup --list</source>
      <translation>Ничего не изменено. Возьмите другую копию: cashier-app server backup --list</translation>
    </message>
    <message>
      <source>Nothing was changed: a restore has to be confirmed</source>
      <translation>Ничего не изменено: восстановление надо подтвердить</translation>
    </message>
    <message>
      <source>Nothing was changed: try again</source>
      <translation>Ничего не изменено: повторите</translation>
    </message>
    <message>
      <source>Nothing was computed. Correct the line and begin again</source>
      <translation>Ничего не посчитано. Исправьте строку и начните снова</translation>
    </message>
    <message>
      <source>Nothing was written. Give another folder with --out</source>
      <translation>Ничего не записано. Укажите другую папку в --out</translation>
    </message>
    <message>
      <source>Nothing was written. Mend the files and rehearse them again</source>
      <translation>Ничего не записано. Исправьте файлы и повторите пробу</translation>
    </message>
    <message>
      <source>One of these is allowed, or a file {folder}/NAME.toml of your own: {choices}</source>
      <translation>Можно одно из этих значений или свой файл {folder}/ИМЯ.toml: {choices}</translation>
    </message>
    <message>
      <source>One of these is allowed: {choices}</source>
      <translation>Допустимо одно из: {choices}</translation>
    </message>
    <message>
      <source>Only active members become one; unblock a blocked one first</source>
      <translation>Объединяются только действующие участники; заблокированного сначала разблокируйте</translation>
    </message>
    <message>
      <source>Only goods of the catalogue can be taken back: find them by name</source>
      <translation>Принять можно только товар из каталога: найдите его по названию</translation>
    </message>
    <message>
      <source>Only one of the documents can come from the standard input</source>
      <translation>Со стандартного ввода можно прочитать только один документ</translation>
    </message>
    <message>
      <source>Only one process can serve tills over the file {place}</source>
      <translation>С файлом {place} кассы может обслуживать только один процесс</translation>
    </message>
    <message>
      <source>Only {free} points are free of the {asked} to be taken</source>
      <translation>Из {asked} баллов, которые надо снять, свободны только {free}</translation>
    </message>
    <message>
      <source>Open a shift first</source>
      <translation>Сначала откройте смену</translation>
    </message>
    <message>
      <source>Open the payment and say whether the card was charged</source>
      <translation>Откройте оплату и скажите, списаны ли деньги с карты</translation>
    </message>
    <message>
      <source>Open the receipt again: the server is asked what is left of it</source>
      <translation>Откройте чек ещё раз: сервер скажет, что осталось</translation>
    </message>
    <message>
      <source>Operation {seq} of epoch {epoch} is not set aside</source>
      <translation>Операция {seq} эпохи {epoch} не отложена</translation>
    </message>
    <message>
      <source>Plug in a USB stick with room, or free the disk, and touch it again</source>
      <translation>Вставьте флешку со свободным местом или освободите диск и нажмите ещё раз</translation>
    </message>
    <message>
      <source>Plug in a USB stick with room, or name another folder in the settings</source>
      <translation>Вставьте флешку со свободным местом или укажите другую папку в настройках</translation>
    </message>
    <message>
      <source>Plug the disk in or look at the network; copies on this machine are made on</source>
      <translation>Подключите диск или проверьте сеть; копии на этом компьютере делаются</translation>
    </message>
    <message>
      <source>PostgreSQL at {place} can only be read: it is a copy of another server</source>
      <translation>PostgreSQL {place} доступен только для чтения: это копия другого сервера</translation>
    </message>
    <message>
      <source>PostgreSQL at {place} cannot work: {reason}</source>
      <translation>PostgreSQL {place} не может работать: {reason}</translation>
    </message>
    <message>
      <source>PostgreSQL at {place} does not accept this user with this password</source>
      <translation>PostgreSQL {place} не принимает этого пользователя с этим паролем</translation>
    </message>
    <message>
      <source>PostgreSQL at {place} does not let this user work with the tables: {reason}</source>
      <translation>PostgreSQL {place} не даёт этому пользователю работать с таблицами: {reason}</translation>
    </message>
    <message>
      <source>PostgreSQL at {place} has given a transaction up: {reason}</source>
      <translation>PostgreSQL {place} отменил транзакцию: {reason}</translation>
    </message>
    <message>
      <source>PostgreSQL at {place} refuses the connection: {reason}</source>
      <translation>PostgreSQL {place} отказывает в подключении: {reason}</translation>
    </message>
    <message>
      <source>PostgreSQL {found} at {place} is too old</source>
      <translation>PostgreSQL {found} ({place}) слишком старый</translation>
    </message>
    <message>
      <source>Press the points button again: the sum has been recalculated</source>
      <translation>Нажмите «Баллы» ещё раз: сумма пересчитана</translation>
    </message>
    <message>
      <source>Publish another version for all of them first</source>
      <translation>Сначала опубликуйте другую версию для всех</translation>
    </message>
    <message>
      <source>Publish one first: cashier-app programme publish FILE</source>
      <translation>Сначала опубликуйте программу: cashier-app programme publish FILE</translation>
    </message>
    <message>
      <source>Put it aside and tell a manager: the price comes with the catalogue</source>
      <translation>Отложите товар и скажите старшему: цена приходит с каталогом</translation>
    </message>
    <message>
      <source>Put that right first</source>
      <translation>Сначала исправьте это</translation>
    </message>
    <message>
      <source>Put the file beside the answers file, or name it with its folder</source>
      <translation>Положите файл рядом с файлом ответов или назовите его вместе с папкой</translation>
    </message>
    <message>
      <source>Put the goods on the scale and wait until the weight stands still</source>
      <translation>Положите товар на весы и дождитесь, пока вес установится</translation>
    </message>
    <message>
      <source>Put the next goods on the scale</source>
      <translation>Положите на весы следующий товар</translation>
    </message>
    <message>
      <source>Read it with the version of the program that wrote it</source>
      <translation>Прочтите его той версией программы, которая его записала</translation>
    </message>
    <message>
      <source>Remove one of them first</source>
      <translation>Сначала уберите один из них</translation>
    </message>
    <message>
      <source>Remove the line instead</source>
      <translation>Чтобы убрать товар, удалите строку</translation>
    </message>
    <message>
      <source>Return at most what is left</source>
      <translation>Верните не больше остатка</translation>
    </message>
    <message>
      <source>Run the same command without --write first and look at the control totals</source>
      <translation>Сначала запустите ту же команду без --write и посмотрите контрольные суммы</translation>
    </message>
    <message>
      <source>SQLite {found} is too old: it can damage the database</source>
      <translation>SQLite {found} слишком стар: он может повредить базу данных</translation>
    </message>
    <message>
      <source>Save it as XLSX or CSV and give that file</source>
      <translation>Сохраните её как XLSX или CSV и дайте этот файл</translation>
    </message>
    <message>
      <source>Save the goods as CSV or CommerceML and give that file</source>
      <translation>Сохраните товары в CSV или CommerceML и укажите этот файл</translation>
    </message>
    <message>
      <source>Save the receipts as CSV (UTF-8) or as JSON lines; .gz is allowed</source>
      <translation>Сохраните чеки в CSV (UTF-8) или строками JSON; можно .gz</translation>
    </message>
    <message>
      <source>Say in a few words why cash is moved</source>
      <translation>Скажите в двух словах, почему двигаются наличные</translation>
    </message>
    <message>
      <source>Say {other} too, or leave {key} out</source>
      <translation>Укажите и {other} или уберите {key}</translation>
    </message>
    <message>
      <source>Scan a card of that sum, or add the other gift card as goods</source>
      <translation>Отсканируйте карту на эту сумму или добавьте другую подарочную карту как товар</translation>
    </message>
    <message>
      <source>Scan a new card, or type the telephone number</source>
      <translation>Отсканируйте новую карту или наберите телефон</translation>
    </message>
    <message>
      <source>Scan a new loyalty card, or register by the telephone alone</source>
      <translation>Отсканируйте новую карту магазина или зарегистрируйте по одному телефону</translation>
    </message>
    <message>
      <source>Scan another card</source>
      <translation>Отсканируйте другую карту</translation>
    </message>
    <message>
      <source>Scan goods that are sold by weight, or find them by name</source>
      <translation>Сканируйте весовой товар или найдите его по названию</translation>
    </message>
    <message>
      <source>Scan it without a sum to take all of it, and take the rest by another payment</source>
      <translation>Отсканируйте её без суммы, чтобы списать всё, а остаток примите другой оплатой</translation>
    </message>
    <message>
      <source>Scan the buyer's card first</source>
      <translation>Сначала отсканируйте карту покупателя</translation>
    </message>
    <message>
      <source>Scan the card again in a minute, or take another payment</source>
      <translation>Отсканируйте карту снова через минуту или примите другую оплату</translation>
    </message>
    <message>
      <source>Scan the gift card itself, or leave it out</source>
      <translation>Отсканируйте саму подарочную карту или откажитесь от неё</translation>
    </message>
    <message>
      <source>Scan the gift itself, or go on without it</source>
      <translation>Отсканируйте сам подарок или продолжайте без него</translation>
    </message>
    <message>
      <source>Scan the goods first</source>
      <translation>Сначала отсканируйте товары</translation>
    </message>
    <message>
      <source>Scan what the buyer brings back</source>
      <translation>Отсканируйте то, что возвращает покупатель</translation>
    </message>
    <message>
      <source>See “cashier-app member find” for the member's lots, or leave --lot out</source>
      <translation>Партии участника покажет «cashier-app member find»; можно и не указывать --lot</translation>
    </message>
    <message>
      <source>See “cashier-app member find” for who holds what</source>
      <translation>Кто что держит, показывает «cashier-app member find»</translation>
    </message>
    <message>
      <source>See “cashier-app restore --list”, or give the path of a file</source>
      <translation>Смотрите «cashier-app restore --list» или дайте путь к файлу</translation>
    </message>
    <message>
      <source>See “cashier-app server alarms” for their numbers</source>
      <translation>Номера показывает «cashier-app server alarms»</translation>
    </message>
    <message>
      <source>See “cashier-app server letters” for those that are</source>
      <translation>Отложенные показывает «cashier-app server letters»</translation>
    </message>
    <message>
      <source>See “cashier-app server nodes” for both</source>
      <translation>Узлы и эпохи показывает «cashier-app server nodes»</translation>
    </message>
    <message>
      <source>See “cashier-app server nodes” for their ids</source>
      <translation>Идентификаторы показывает «cashier-app server nodes»</translation>
    </message>
    <message>
      <source>See “cashier-app server programme list” for the versions there are</source>
      <translation>Какие версии есть, покажет «cashier-app server programme list»</translation>
    </message>
    <message>
      <source>See “cashier-app update status”</source>
      <translation>Смотрите «cashier-app update status»</translation>
    </message>
    <message>
      <source>See “cashier-app update status” for those that are</source>
      <translation>Какие есть, покажет «cashier-app update status»</translation>
    </message>
    <message>
      <source>Sell without a card; an administrator pairs the till with its server</source>
      <translation>Продавайте без карты; администратор подключит кассу к серверу</translation>
    </message>
    <message>
      <source>Set [node] releases, and put there what “cashier-app update sign” has made, as {folder}</source>
      <translation>Задайте [node] releases и положите туда сделанное «cashier-app update sign» как {folder}</translation>
    </message>
    <message>
      <source>Set [updates] url and keys</source>
      <translation>Задайте url и keys в разделе [updates]</translation>
    </message>
    <message>
      <source>Set that variable, or give a line on the standard input</source>
      <translation>Задайте эту переменную или дайте строку на стандартный ввод</translation>
    </message>
    <message>
      <source>Set this machine's clock, or wait until the certificate's first day</source>
      <translation>Поправьте часы этой машины или дождитесь первого дня действия сертификата</translation>
    </message>
    <message>
      <source>Set url in the section [server] of {file}, then try again</source>
      <translation>Укажите url в разделе [server] файла {file} и попробуйте снова</translation>
    </message>
    <message>
      <source>Shift {number} is still open</source>
      <translation>Смена {number} ещё открыта</translation>
    </message>
    <message>
      <source>Somebody works at this till already</source>
      <translation>На этой кассе уже кто-то работает</translation>
    </message>
    <message>
      <source>Something outside the till went wrong</source>
      <translation>Что-то случилось вне кассы</translation>
    </message>
    <message>
      <source>Start it on the desktop of this computer, not over a remote command line</source>
      <translation>Запустите кассу на рабочем столе этого компьютера, а не через удалённую командную строку</translation>
    </message>
    <message>
      <source>Start the till of this version once</source>
      <translation>Один раз запустите кассу этой версии</translation>
    </message>
    <message>
      <source>Stop it, then try again</source>
      <translation>Остановите его и повторите</translation>
    </message>
    <message>
      <source>Switch it on and check its cable; take cash meanwhile</source>
      <translation>Включите его и проверьте кабель; пока примите наличные</translation>
    </message>
    <message>
      <source>Switch to its window or close it; an import of goods ends by itself</source>
      <translation>Перейдите в её окно или закройте его; загрузка товаров закончится сама</translation>
    </message>
    <message>
      <source>Take another payment</source>
      <translation>Примите другую оплату</translation>
    </message>
    <message>
      <source>Take another payment for the rest</source>
      <translation>Примите остаток другой оплатой</translation>
    </message>
    <message>
      <source>Take another payment, or scan the card again when the server answers</source>
      <translation>Примите другую оплату или отсканируйте карту снова, когда сервер ответит</translation>
    </message>
    <message>
      <source>Take another payment; the head office knows why</source>
      <translation>Примите другую оплату; причину знает головной офис</translation>
    </message>
    <message>
      <source>Take both from one issue; of several certificates the server's own is first</source>
      <translation>Возьмите оба из одного выпуска; из нескольких сертификатов первым идёт сертификат сервера</translation>
    </message>
    <message>
      <source>Take cash or a bank card; other goods can be sold on a receipt of their own</source>
      <translation>Примите наличные или банковскую карту; другие товары можно продать отдельным чеком</translation>
    </message>
    <message>
      <source>Take fewer goods back, or find the receipt</source>
      <translation>Примите меньше товара или найдите чек</translation>
    </message>
    <message>
      <source>Take fewer, wait until tills give theirs back, or let the rest be owed with --owe</source>
      <translation>Снимите меньше, подождите, пока кассы вернут своё, или оставьте остаток в долг: --owe</translation>
    </message>
    <message>
      <source>Take goods off it that are hardly sold</source>
      <translation>Уберите с неё товары, которые почти не продаются</translation>
    </message>
    <message>
      <source>Take its weight, or leave it out, and scan again</source>
      <translation>Возьмите его вес или уберите его и сканируйте снова</translation>
    </message>
    <message>
      <source>Take out at most that much</source>
      <translation>Изымите не больше этого</translation>
    </message>
    <message>
      <source>Take the badge away from {name} first, or scan another one</source>
      <translation>Сначала уберите бейдж у сотрудника {name} или отсканируйте другой</translation>
    </message>
    <message>
      <source>Take the card off the payment and scan it again: what is left is shown</source>
      <translation>Снимите карту с оплаты и отсканируйте её снова: остаток будет показан</translation>
    </message>
    <message>
      <source>Take the rest of the sum; afterwards the goods can be returned</source>
      <translation>Примите остаток; потом товар можно вернуть</translation>
    </message>
    <message>
      <source>Take the variable away, or leave the key out</source>
      <translation>Уберите переменную или этот ключ</translation>
    </message>
    <message>
      <source>Take this variable away and start the till again: {variable}</source>
      <translation>Уберите эту переменную и запустите кассу снова: {variable}</translation>
    </message>
    <message>
      <source>Take {missing} more, or pay a part by card</source>
      <translation>Возьмите ещё {missing} или оплатите часть картой</translation>
    </message>
    <message>
      <source>The PIN is wrong</source>
      <translation>PIN неверный</translation>
    </message>
    <message>
      <source>The PostgreSQL server at {place} cannot be reached: {reason}</source>
      <translation>Сервер PostgreSQL {place} недоступен: {reason}</translation>
    </message>
    <message>
      <source>The account {account} can be neither blocked nor unblocked: it is {state}</source>
      <translation>Счёт {account} нельзя ни заблокировать, ни разблокировать: его состояние — {state}</translation>
    </message>
    <message>
      <source>The account {account} cannot be merged: it is {state}</source>
      <translation>Счёт {account} нельзя объединить: его состояние — {state}</translation>
    </message>
    <message>
      <source>The account {account} has no person to forget: it is {state}</source>
      <translation>У счёта {account} нет личных данных: его состояние — {state}</translation>
    </message>
    <message>
      <source>The buyer has not agreed to be registered</source>
      <translation>Покупатель ещё не согласился на регистрацию</translation>
    </message>
    <message>
      <source>The buyer needs a card or a telephone number to be known by</source>
      <translation>Нужна карта или телефон, по которым покупателя узнают</translation>
    </message>
    <message>
      <source>The card {card} cannot be used: {reason}</source>
      <translation>Карту {card} нельзя принять: {reason}</translation>
    </message>
    <message>
      <source>The certificate cannot be written into {folder}: {reason}</source>
      <translation>Сертификат не удаётся записать в {folder}: {reason}</translation>
    </message>
    <message>
      <source>The certificate {file} cannot prove a server: {reason}</source>
      <translation>Сертификат {file} не годится для сервера: {reason}</translation>
    </message>
    <message>
      <source>The certificate {file} has expired</source>
      <translation>Срок действия сертификата {file} истёк</translation>
    </message>
    <message>
      <source>The certificate {file} is not valid yet</source>
      <translation>Сертификат {file} ещё не действует</translation>
    </message>
    <message>
      <source>The copy of the database does not hold together: {reason}</source>
      <translation>Копия базы данных не сходится: {reason}</translation>
    </message>
    <message>
      <source>The database was made by a newer version of this program</source>
      <translation>База данных создана более новой версией программы</translation>
    </message>
    <message>
      <source>The demo's loyalty server did not start</source>
      <translation>Сервер лояльности демо-магазина не запустился</translation>
    </message>
    <message>
      <source>The disk is full: this was not saved</source>
      <translation>Диск переполнен: это не сохранено</translation>
    </message>
    <message>
      <source>The disk of PostgreSQL at {place} is full: nothing was saved</source>
      <translation>Диск PostgreSQL {place} заполнен: ничего не сохранено</translation>
    </message>
    <message>
      <source>The document is wrong at {path}: {value}</source>
      <translation>Ошибка в документе, поле {path}: {value}</translation>
    </message>
    <message>
      <source>The download waits until nobody needs the till</source>
      <translation>Загрузка ждёт, пока касса освободится</translation>
    </message>
    <message>
      <source>The file for support cannot be written into {folder}: {reason}</source>
      <translation>Файл для поддержки не записывается в {folder}: {reason}</translation>
    </message>
    <message>
      <source>The file {file} cannot be written: {reason}</source>
      <translation>Файл {file} не записать: {reason}</translation>
    </message>
    <message>
      <source>The files have no price type “{name}”</source>
      <translation>В файлах нет вида цены «{name}»</translation>
    </message>
    <message>
      <source>The first line of “{file}” does not name the columns: “{line}”</source>
      <translation>Первая строка файла «{file}» не называет столбцы: «{line}»</translation>
    </message>
    <message>
      <source>The gift card {card} can pay {most} here, not {sum}</source>
      <translation>Подарочной картой {card} здесь можно оплатить {most}, а не {sum}</translation>
    </message>
    <message>
      <source>The gift card {card} cannot be returned: what it was sold for is not whole on it</source>
      <translation>Подарочную карту {card} нельзя вернуть: сумма, за которую она продана, на ней не целиком</translation>
    </message>
    <message>
      <source>The gift card {card} has been sold already: {balance} is on it</source>
      <translation>Подарочная карта {card} уже продана: на ней {balance}</translation>
    </message>
    <message>
      <source>The gift card {card} has expired</source>
      <translation>Срок подарочной карты {card} истёк</translation>
    </message>
    <message>
      <source>The gift card {card} is blocked</source>
      <translation>Подарочная карта {card} заблокирована</translation>
    </message>
    <message>
      <source>The gift card {card} is not active</source>
      <translation>Подарочная карта {card} не активна</translation>
    </message>
    <message>
      <source>The gift card {card} is not known at this till, and there is no connection</source>
      <translation>Подарочная карта {card} на этой кассе неизвестна, а связи нет</translation>
    </message>
    <message>
      <source>The gift card {card} is on this receipt already</source>
      <translation>Подарочная карта {card} уже есть в этом чеке</translation>
    </message>
    <message>
      <source>The gift card {card} pays for this receipt already</source>
      <translation>Подарочная карта {card} уже оплачивает этот чек</translation>
    </message>
    <message>
      <source>The gift card {card} was issued for {nominal}, not for {sum}</source>
      <translation>Подарочная карта {card} выпущена на {nominal}, а не на {sum}</translation>
    </message>
    <message>
      <source>The goods were imported, but the report in “{file}” is not whole</source>
      <translation>Товары загружены, но отчёт в «{file}» записан не полностью</translation>
    </message>
    <message>
      <source>The head and foot of receipts come from the file {file}</source>
      <translation>Шапка и подвал чека берутся из файла {file}</translation>
    </message>
    <message>
      <source>The import was stopped</source>
      <translation>Загрузка остановлена</translation>
    </message>
    <message>
      <source>The in-store mask with prefix “{prefix}” does not describe a label</source>
      <translation>Маска весового кода с префиксом «{prefix}» не описывает этикетку</translation>
    </message>
    <message>
      <source>The journal cannot be written into {folder}: {reason}</source>
      <translation>Журнал не записать в {folder}: {reason}</translation>
    </message>
    <message>
      <source>The level “{level}” is not earned by purchases and cannot be a floor</source>
      <translation>Уровень «{level}» не зарабатывается покупками и не может быть нижней границей</translation>
    </message>
    <message>
      <source>The logo {file} is not there, or no PNG picture of at most 4 MB</source>
      <translation>Файла логотипа {file} нет, или это не картинка PNG до 4 МБ</translation>
    </message>
    <message>
      <source>The loyalty programme is wrong at {path}: {value}</source>
      <translation>Ошибка в программе лояльности, поле {path}: {value}</translation>
    </message>
    <message>
      <source>The loyalty programme of “{file}” is wrong at {path}: {value}</source>
      <translation>Программа лояльности в «{file}» неверна в {path}: {value}</translation>
    </message>
    <message>
      <source>The mapping of the migration is wrong at {path}: {value}</source>
      <translation>Ошибка в файле соответствий, {path}: {value}</translation>
    </message>
    <message>
      <source>The mapping {file} cannot be read: {reason}</source>
      <translation>Файл соответствий {file} не читается: {reason}</translation>
    </message>
    <message>
      <source>The mask of cards “{mask}” is not usable: {field} is “{value}”</source>
      <translation>Маска карт «{mask}» не годится: {field} — «{value}»</translation>
    </message>
    <message>
      <source>The member has no lot of points {lot} that is still alive</source>
      <translation>У участника нет действующей партии баллов {lot}</translation>
    </message>
    <message>
      <source>The member is wrong at {path}: {value}</source>
      <translation>Ошибка в участнике, {path}: {value}</translation>
    </message>
    <message>
      <source>The members in {file} cannot be read: {reason}</source>
      <translation>Участники в {file} не читаются: {reason}</translation>
    </message>
    <message>
      <source>The money of the gift card {card} is held at another till or shop now</source>
      <translation>Деньги подарочной карты {card} сейчас удерживает другая касса или магазин</translation>
    </message>
    <message>
      <source>The notes and coins do not come to the sum counted</source>
      <translation>Купюры и монеты не сходятся с посчитанной суммой</translation>
    </message>
    <message>
      <source>The payment terminal has not answered</source>
      <translation>Платёжный терминал не ответил</translation>
    </message>
    <message>
      <source>The payment terminal is off or cannot be reached</source>
      <translation>Платёжный терминал выключен или недоступен</translation>
    </message>
    <message>
      <source>The personal data of a member would be gone for good</source>
      <translation>Личные данные участника исчезнут навсегда</translation>
    </message>
    <message>
      <source>The place of updates does not give {name}: {reason}</source>
      <translation>Источник обновлений не отдаёт {name}: {reason}</translation>
    </message>
    <message>
      <source>The points must be more than zero</source>
      <translation>Баллов должно быть больше нуля</translation>
    </message>
    <message>
      <source>The points of the account {account} stay as they are: it is {state}</source>
      <translation>Баллы счёта {account} не меняются: его состояние — {state}</translation>
    </message>
    <message>
      <source>The port {address} does not work: {reason}</source>
      <translation>Порт {address} не работает: {reason}</translation>
    </message>
    <message>
      <source>The private key {file} is locked by a password</source>
      <translation>Закрытый ключ {file} защищён паролем</translation>
    </message>
    <message>
      <source>The private key {key} does not belong to the certificate {certificate}</source>
      <translation>Закрытый ключ {key} не подходит к сертификату {certificate}</translation>
    </message>
    <message>
      <source>The programme allows none on these goods, or not below their cost</source>
      <translation>Программа не даёт скидок на эти товары или не ниже их себестоимости</translation>
    </message>
    <message>
      <source>The programme has no level “{level}”</source>
      <translation>В программе нет уровня «{level}»</translation>
    </message>
    <message>
      <source>The quantity must be more than zero</source>
      <translation>Количество должно быть больше нуля</translation>
    </message>
    <message>
      <source>The quick page is full: {count} tiles</source>
      <translation>Быстрая страница полна: плиток {count}</translation>
    </message>
    <message>
      <source>The real till's settings are not changed from the training mode</source>
      <translation>Настройки настоящей кассы из учебного режима не меняют</translation>
    </message>
    <message>
      <source>The reason for the return is missing or too long</source>
      <translation>Причина возврата не указана или слишком длинная</translation>
    </message>
    <message>
      <source>The reason is missing or too long</source>
      <translation>Причина не указана или слишком длинная</translation>
    </message>
    <message>
      <source>The receipt has no line {number}</source>
      <translation>В чеке нет строки {number}</translation>
    </message>
    <message>
      <source>The receipt holds goods for buyers over {age}</source>
      <translation>В чеке товары для покупателей старше {age}</translation>
    </message>
    <message>
      <source>The receipt is empty</source>
      <translation>Чек пуст</translation>
    </message>
    <message>
      <source>The receipt is wrong at {path}: {value}</source>
      <translation>Ошибка в чеке, {path}: {value}</translation>
    </message>
    <message>
      <source>The receipt's template has mistakes: {count}</source>
      <translation>Ошибок в шаблоне чека: {count}</translation>
    </message>
    <message>
      <source>The receipt's template {file} cannot be read: {reason}</source>
      <translation>Шаблон чека {file} не читается: {reason}</translation>
    </message>
    <message>
      <source>The rehearsal of these files found a control difference: see {file}</source>
      <translation>На пробе этих файлов контрольные суммы не сошлись: смотрите {file}</translation>
    </message>
    <message>
      <source>The report cannot be written into {folder}: {reason}</source>
      <translation>Отчёт не записывается в {folder}: {reason}</translation>
    </message>
    <message>
      <source>The report cannot be written to “{file}”</source>
      <translation>Отчёт не записывается в «{file}»</translation>
    </message>
    <message>
      <source>The reports cannot be written to {folder}: {reason}</source>
      <translation>Отчёты не записать в {folder}: {reason}</translation>
    </message>
    <message>
      <source>The results cannot be written to “{folder}”: {reason}</source>
      <translation>Результаты не записать в «{folder}»: {reason}</translation>
    </message>
    <message>
      <source>The scale has no weight to take</source>
      <translation>На весах нет веса, который можно взять</translation>
    </message>
    <message>
      <source>The screen “{name}” does not answer</source>
      <translation>Экран «{name}» не отвечает</translation>
    </message>
    <message>
      <source>The second place for copies does not take them: {reason}</source>
      <translation>Второе место не принимает копии: {reason}</translation>
    </message>
    <message>
      <source>The second place for copies gives back something else than was written</source>
      <translation>Второе место для копий отдаёт не то, что было записано</translation>
    </message>
    <message>
      <source>The second place for copies of the database is missing: {folder}</source>
      <translation>Нет второго места для копий базы данных: {folder}</translation>
    </message>
    <message>
      <source>The server cannot listen on {host}:{port}: {reason}</source>
      <translation>Сервер не может слушать {host}:{port}: {reason}</translation>
    </message>
    <message>
      <source>The server does not accept this pairing code: there is no such code, or it was used, or it is too old</source>
      <translation>Сервер не принимает этот код подключения: такого кода нет, он уже использован или устарел</translation>
    </message>
    <message>
      <source>The server is asked for it; without a connection a manager can give the money</source>
      <translation>О нём спрашивают сервер; без связи деньги может вернуть управляющий</translation>
    </message>
    <message>
      <source>The server knows no till or shop “{name}”</source>
      <translation>Сервер не знает кассы или магазина «{name}»</translation>
    </message>
    <message>
      <source>The server runs over {path}</source>
      <translation>Сервер работает с {path}</translation>
    </message>
    <message>
      <source>The server's package has no till and no windows</source>
      <translation>В пакете сервера нет кассы и окон</translation>
    </message>
    <message>
      <source>The settings file was changed, but a variable of the environment wins over it</source>
      <translation>Файл настроек изменён, но переменная окружения сильнее его</translation>
    </message>
    <message>
      <source>The settings in {source} are broken at line {line}, column {column}</source>
      <translation>Настройки из {source} испорчены: строка {line}, столбец {column}</translation>
    </message>
    <message>
      <source>The settings in {source} are not a text in UTF-8</source>
      <translation>Настройки из {source} — не текст в UTF-8</translation>
    </message>
    <message>
      <source>The settings in {source} cannot be read: {reason}</source>
      <translation>Настройки из {source} не читаются: {reason}</translation>
    </message>
    <message>
      <source>The settings in {source} cannot be written: {reason}</source>
      <translation>Настройки в {source} не записываются: {reason}</translation>
    </message>
    <message>
      <source>The settings name no loyalty server</source>
      <translation>В настройках нет сервера лояльности</translation>
    </message>
    <message>
      <source>The sum must be more than zero</source>
      <translation>Сумма должна быть больше нуля</translation>
    </message>
    <message>
      <source>The sum of the gift card is missing</source>
      <translation>Не указана сумма подарочной карты</translation>
    </message>
    <message>
      <source>The system's library {library} is missing: windows cannot be shown</source>
      <translation>В системе нет библиотеки {library}: окна показать нельзя</translation>
    </message>
    <message>
      <source>The terminal's reference number is missing</source>
      <translation>Нет номера операции терминала</translation>
    </message>
    <message>
      <source>The till is already running on this computer (process {pid})</source>
      <translation>Касса на этом компьютере уже запущена (процесс {pid})</translation>
    </message>
    <message>
      <source>The till may not write to {path}</source>
      <translation>Касса не может писать в {path}</translation>
    </message>
    <message>
      <source>The till's database at {path} is of another version of the program</source>
      <translation>База кассы в {path} от другой версии программы</translation>
    </message>
    <message>
      <source>The till's database cannot be used: {reason}</source>
      <translation>Базой данных кассы нельзя пользоваться: {reason}</translation>
    </message>
    <message>
      <source>The till's database is damaged</source>
      <translation>База данных кассы повреждена</translation>
    </message>
    <message>
      <source>The update was refused: {reason}</source>
      <translation>Обновление отвергнуто: {reason}</translation>
    </message>
    <message>
      <source>There cannot be {workers} worker processes</source>
      <translation>Рабочих процессов не может быть {workers}</translation>
    </message>
    <message>
      <source>There is an open receipt on the screen</source>
      <translation>На экране открытый чек</translation>
    </message>
    <message>
      <source>There is no Z report of shift {number}</source>
      <translation>Z-отчёта смены {number} нет</translation>
    </message>
    <message>
      <source>There is no active till {node}</source>
      <translation>Действующей кассы {node} нет</translation>
    </message>
    <message>
      <source>There is no alarm {number}</source>
      <translation>Нет тревоги {number}</translation>
    </message>
    <message>
      <source>There is no answers file {file}</source>
      <translation>Файла ответов {file} нет</translation>
    </message>
    <message>
      <source>There is no card on this receipt</source>
      <translation>К этому чеку карта не прикреплена</translation>
    </message>
    <message>
      <source>There is no change from a card: type at most the sum to pay</source>
      <translation>С карты сдачи нет: введите не больше суммы к оплате</translation>
    </message>
    <message>
      <source>There is no copy {file}</source>
      <translation>Нет копии {file}</translation>
    </message>
    <message>
      <source>There is no database at {path}</source>
      <translation>Базы нет: {path}</translation>
    </message>
    <message>
      <source>There is no encoding “{name}”</source>
      <translation>Нет кодировки «{name}»</translation>
    </message>
    <message>
      <source>There is no file “{file}”</source>
      <translation>Файла «{file}» нет</translation>
    </message>
    <message>
      <source>There is no node and no epoch {name}</source>
      <translation>Нет ни узла, ни эпохи {name}</translation>
    </message>
    <message>
      <source>There is no port {port}</source>
      <translation>Порта {port} не бывает</translation>
    </message>
    <message>
      <source>There is no registered buyer on this receipt</source>
      <translation>В чеке нет зарегистрированного покупателя</translation>
    </message>
    <message>
      <source>There is no report “{name}”</source>
      <translation>Отчёта «{name}» нет</translation>
    </message>
    <message>
      <source>There is no room for the copy that is kept before the database is changed</source>
      <translation>Нет места для копии, которая хранится перед изменением базы данных</translation>
    </message>
    <message>
      <source>There is no room for the update: {needed} MB are needed, {free} MB are free</source>
      <translation>Для обновления нет места: нужно {needed} МБ, свободно {free} МБ</translation>
    </message>
    <message>
      <source>There is no screen to show the till on</source>
      <translation>Нет экрана, на котором можно показать кассу</translation>
    </message>
    <message>
      <source>There is no server's database at {path}</source>
      <translation>Базы данных сервера нет: {path}</translation>
    </message>
    <message>
      <source>There is no such receipt at this till</source>
      <translation>Такого чека на этой кассе нет</translation>
    </message>
    <message>
      <source>There is no such slip in the printer's queue</source>
      <translation>Такого чека нет в очереди печати</translation>
    </message>
    <message>
      <source>There is no till's database at {path}</source>
      <translation>Базы кассы нет в {path}</translation>
    </message>
    <message>
      <source>There is no till's database at {path} yet</source>
      <translation>Базы данных кассы ещё нет: {path}</translation>
    </message>
    <message>
      <source>There is no version to go to</source>
      <translation>Переходить не на что: другой версии нет</translation>
    </message>
    <message>
      <source>There is no version {version} in the folder of releases</source>
      <translation>В папке версий нет версии {version}</translation>
    </message>
    <message>
      <source>There is no version {version} of the programme to withdraw</source>
      <translation>Версии программы {version}, которую можно отозвать, нет</translation>
    </message>
    <message>
      <source>There is no “{path}”</source>
      <translation>Нет файла или папки «{path}»</translation>
    </message>
    <message>
      <source>There is only {cash} in the drawer</source>
      <translation>В ящике только {cash}</translation>
    </message>
    <message>
      <source>These keys are allowed there: {choices}</source>
      <translation>Здесь допустимы: {choices}</translation>
    </message>
    <message>
      <source>These points can no longer be spent at this till</source>
      <translation>Эти баллы на этой кассе уже не списать</translation>
    </message>
    <message>
      <source>These very files have not been rehearsed with this mapping and programme</source>
      <translation>Пробы именно этих файлов с этими соответствиями и программой не было</translation>
    </message>
    <message>
      <source>They have: {names}</source>
      <translation>Есть: {names}</translation>
    </message>
    <message>
      <source>This PIN does not fit</source>
      <translation>Такой PIN не подходит</translation>
    </message>
    <message>
      <source>This card cannot be changed any more</source>
      <translation>Эту карту уже не изменить</translation>
    </message>
    <message>
      <source>This database is a central server's: it has nodes or members of its own</source>
      <translation>Это база центрального сервера: в ней есть свои узлы или участники</translation>
    </message>
    <message>
      <source>This form of a report cannot be printed here: {form}</source>
      <translation>В таком виде отчёт сюда не напечатать: {form}</translation>
    </message>
    <message>
      <source>This gift cannot be added here</source>
      <translation>Этот подарок нельзя добавить на чек</translation>
    </message>
    <message>
      <source>This is the PIN that you were given</source>
      <translation>Это тот PIN, что вам выдали</translation>
    </message>
    <message>
      <source>This needs a colleague's permission</source>
      <translation>Для этого нужно разрешение коллеги</translation>
    </message>
    <message>
      <source>This pairing code is for a till, not for a store node</source>
      <translation>Этот код сопряжения для кассы, а не для узла магазина</translation>
    </message>
    <message>
      <source>This receipt cannot be paid yet: {reason}</source>
      <translation>Этот чек пока нельзя оплатить: {reason}</translation>
    </message>
    <message>
      <source>This receipt has been paid already</source>
      <translation>Этот чек уже оплачен</translation>
    </message>
    <message>
      <source>This receipt is another till's</source>
      <translation>Этот чек пробит на другой кассе</translation>
    </message>
    <message>
      <source>This receipt is no longer put aside</source>
      <translation>Этот чек уже не отложен</translation>
    </message>
    <message>
      <source>This server has not joined {url} yet</source>
      <translation>Этот сервер ещё не присоединён к {url}</translation>
    </message>
    <message>
      <source>This server's database is in PostgreSQL ({url}): its copies are made there</source>
      <translation>База данных этого сервера в PostgreSQL ({url}): её копии делаются там</translation>
    </message>
    <message>
      <source>This sum cannot be taken from the gift card at this till any more</source>
      <translation>Эту сумму уже нельзя списать с подарочной карты на этой кассе</translation>
    </message>
    <message>
      <source>This till has had no shift {number}</source>
      <translation>На этой кассе не было смены {number}</translation>
    </message>
    <message>
      <source>This till is not connected to the loyalty server yet</source>
      <translation>Эта касса ещё не подключена к серверу лояльности</translation>
    </message>
    <message>
      <source>This till keeps no slip of the receipt {number}</source>
      <translation>На этой кассе нет слипа чека {number}</translation>
    </message>
    <message>
      <source>To sell it, add the gift card as goods first, then scan the card</source>
      <translation>Чтобы продать её, сначала добавьте подарочную карту как товар, затем отсканируйте карту</translation>
    </message>
    <message>
      <source>To undo a redemption, touch the points once more</source>
      <translation>Чтобы отменить списание, нажмите на баллы ещё раз</translation>
    </message>
    <message>
      <source>Too many wrong PINs</source>
      <translation>Слишком много неверных PIN</translation>
    </message>
    <message>
      <source>Touch Card first</source>
      <translation>Сначала нажмите «Карта»</translation>
    </message>
    <message>
      <source>Touch Pay on the receipt</source>
      <translation>Нажмите «Оплата» на чеке</translation>
    </message>
    <message>
      <source>Touch a reason, or write a few words</source>
      <translation>Выберите причину или напишите несколько слов</translation>
    </message>
    <message>
      <source>Touch one of the reasons</source>
      <translation>Коснитесь одной из причин</translation>
    </message>
    <message>
      <source>Touch the lines that the buyer brings back</source>
      <translation>Нажмите строки, которые возвращает покупатель</translation>
    </message>
    <message>
      <source>Type a name of at most 60 letters that nobody else here has</source>
      <translation>Введите имя до 60 букв, которого здесь ни у кого нет</translation>
    </message>
    <message>
      <source>Type a price between 0 and that; dearer than its price tag nothing is sold</source>
      <translation>Введите цену между 0 и этой; дороже ценника ничего не продаётся</translation>
    </message>
    <message>
      <source>Type a sum from {minimum} to {maximum}</source>
      <translation>Наберите сумму от {minimum} до {maximum}</translation>
    </message>
    <message>
      <source>Type a whole number of pieces</source>
      <translation>Введите целое число штук</translation>
    </message>
    <message>
      <source>Type all eleven digits, for example 8 912 345-67-89</source>
      <translation>Введите все одиннадцать цифр, например 8 912 345-67-89</translation>
    </message>
    <message>
      <source>Type at most {maximum}</source>
      <translation>Введите не больше {maximum}</translation>
    </message>
    <message>
      <source>Type day and month, for example 24.11, or leave it empty</source>
      <translation>Наберите день и месяц, например 24.11, или оставьте пустым</translation>
    </message>
    <message>
      <source>Type from 0 to 99</source>
      <translation>Введите от 0 до 99</translation>
    </message>
    <message>
      <source>Type how many there are: a whole number up to {maximum}</source>
      <translation>Введите, сколько их: целое число до {maximum}</translation>
    </message>
    <message>
      <source>Type it again; after five mistakes the till waits</source>
      <translation>Введите ещё раз; после пяти ошибок касса возьмёт паузу</translation>
    </message>
    <message>
      <source>Type it as 21.11 or 21.11.2026; an empty field is today</source>
      <translation>Введите так: 21.11 или 21.11.2026; пустое поле — сегодня</translation>
    </message>
    <message>
      <source>Type it, at most {longest} letters</source>
      <translation>Введите его, не больше {longest} букв</translation>
    </message>
    <message>
      <source>Type its letters and digits, at most {longest}</source>
      <translation>Наберите его буквы и цифры, не больше {longest}</translation>
    </message>
    <message>
      <source>Type less than that; 0 takes the discount away</source>
      <translation>Введите меньше; 0 снимает скидку</translation>
    </message>
    <message>
      <source>Type less, or have the limit in the settings raised</source>
      <translation>Введите меньше или попросите поднять предел в настройках</translation>
    </message>
    <message>
      <source>Type the PIN, or ask an administrator to register the badge</source>
      <translation>Введите PIN или попросите администратора записать бейдж</translation>
    </message>
    <message>
      <source>Type the name, for example: Anna Kuznetsova, at most {longest} letters, or leave it empty</source>
      <translation>Наберите имя, например «Анна Кузнецова», не длиннее {longest} букв, или оставьте пустым</translation>
    </message>
    <message>
      <source>Type the number printed on the slip: 1 to 30 letters and digits</source>
      <translation>Введите номер с чека терминала: от 1 до 30 букв и цифр</translation>
    </message>
    <message>
      <source>Type the number printed on the terminal's slip: letters and digits</source>
      <translation>Введите номер со слипа терминала: буквы и цифры</translation>
    </message>
    <message>
      <source>Type the sum in roubles, then scan the card</source>
      <translation>Наберите сумму в рублях, затем отсканируйте карту</translation>
    </message>
    <message>
      <source>Type the sum that is put in or taken out</source>
      <translation>Введите сумму внесения или изъятия</translation>
    </message>
    <message>
      <source>Type the whole telephone number, or scan the card</source>
      <translation>Наберите телефон целиком или отсканируйте карту</translation>
    </message>
    <message>
      <source>Type what the buyer pays</source>
      <translation>Введите, сколько платит покупатель</translation>
    </message>
    <message>
      <source>Unlock it (openssl pkey -in {file} -out NEW) and let nobody but the server read the new file</source>
      <translation>Снимите пароль (openssl pkey -in {file} -out NEW) и дайте читать новый файл только серверу</translation>
    </message>
    <message>
      <source>Use pg_dump or pgBackRest; after putting one back say “cashier-app server restored”</source>
      <translation>Используйте pg_dump или pgBackRest; после восстановления выполните «cashier-app server restored»</translation>
    </message>
    <message>
      <source>Use utf-8, windows-1251 or cp866, or leave the option out</source>
      <translation>Укажите utf-8, windows-1251 или cp866 либо уберите этот ключ</translation>
    </message>
    <message>
      <source>Version {needed} or newer is needed</source>
      <translation>Нужна версия {needed} или новее</translation>
    </message>
    <message>
      <source>Version {version} cannot be put in here: {reason}</source>
      <translation>Версию {version} здесь поставить нельзя: {reason}</translation>
    </message>
    <message>
      <source>Version {version} is not on this machine</source>
      <translation>Версии {version} на этой машине нет</translation>
    </message>
    <message>
      <source>Version {version} is the only one that all buyers see: it cannot be withdrawn</source>
      <translation>Версия {version} – единственная для всех покупателей: отозвать её нельзя</translation>
    </message>
    <message>
      <source>Version {version} of the programme is already published with another content</source>
      <translation>Версия {version} программы уже опубликована с другим содержанием</translation>
    </message>
    <message>
      <source>Wait until it is done, then try again; tills do so by themselves</source>
      <translation>Дождитесь её окончания и повторите; кассы повторят сами</translation>
    </message>
    <message>
      <source>Wait {seconds} s, or ask an administrator</source>
      <translation>Подождите {seconds} с или позовите администратора</translation>
    </message>
    <message>
      <source>What lies on the scale has been weighed already</source>
      <translation>То, что на весах, уже взвешено</translation>
    </message>
    <message>
      <source>What “{name}” tells is not known here</source>
      <translation>Того, что показывает «{name}», здесь не знают</translation>
    </message>
    <message>
      <source>Which shifts are to be exported is not said</source>
      <translation>Не сказано, какие смены выгрузить</translation>
    </message>
    <message>
      <source>Without a receipt at most {most} may be given back, not {sum}</source>
      <translation>Без чека можно вернуть не больше {most}, а здесь {sum}</translation>
    </message>
    <message>
      <source>Without it nobody could let people in or put anything right again</source>
      <translation>Без него никто не смог бы впустить людей и что-то исправить</translation>
    </message>
    <message>
      <source>Write GROUP=LEVEL with one of these levels: {levels}</source>
      <translation>Напишите ГРУППА=УРОВЕНЬ с одним из этих уровней: {levels}</translation>
    </message>
    <message>
      <source>Write it off at the central server</source>
      <translation>Спишите его на центральном сервере</translation>
    </message>
    <message>
      <source>Write this into it by hand: {lines}</source>
      <translation>Впишите в него вручную: {lines}</translation>
    </message>
    <message>
      <source>true or false is allowed</source>
      <translation>Допустимо true или false</translation>
    </message>
    <message>
      <source>{advice}</source>
      <translation>{advice}</translation>
    </message>
    <message>
      <source>{amount} by card is more than the {due} to pay</source>
      <translation>По карте {amount} — больше, чем к оплате {due}</translation>
    </message>
    <message>
      <source>{file} cannot be read: {reason}</source>
      <translation>{file} не читается: {reason}</translation>
    </message>
    <message>
      <source>{file} cannot be written: {reason}</source>
      <translation>Не удаётся записать {file}: {reason}</translation>
    </message>
    <message>
      <source>{file} cannot serve as the signing key: {reason}</source>
      <translation>{file} не годится как ключ подписи: {reason}</translation>
    </message>
    <message>
      <source>{file} has errors: {count}. Nothing was changed</source>
      <translation>В {file} есть ошибки: {count}. Ничего не изменено</translation>
    </message>
    <message>
      <source>{file} holds no certificate</source>
      <translation>В файле {file} нет сертификата</translation>
    </message>
    <message>
      <source>{file} holds no private key</source>
      <translation>В файле {file} нет закрытого ключа</translation>
    </message>
    <message>
      <source>{file} is no copy of a server's database, or it is damaged: {reason}</source>
      <translation>{file} — не копия базы данных сервера или повреждён: {reason}</translation>
    </message>
    <message>
      <source>{file} is no copy of a till's database, or it is damaged: {reason}</source>
      <translation>{file} — не копия базы данных кассы или повреждён: {reason}</translation>
    </message>
    <message>
      <source>{file} is there already, and tills may trust it</source>
      <translation>{file} уже есть, и кассы могут ему доверять</translation>
    </message>
    <message>
      <source>{folder} is not empty</source>
      <translation>Папка {folder} не пуста</translation>
    </message>
    <message>
      <source>{host} means every address of this machine, also one that strangers reach</source>
      <translation>{host} — это все адреса машины, в том числе доступные посторонним</translation>
    </message>
    <message>
      <source>{name} has this badge already</source>
      <translation>Этот бейдж уже у сотрудника {name}</translation>
    </message>
    <message>
      <source>{name} is this store node itself</source>
      <translation>{name} — это сам узел магазина</translation>
    </message>
    <message>
      <source>{option} “{value}” does not fit</source>
      <translation>{option}: «{value}» не подходит</translation>
    </message>
    <message>
      <source>{path} is neither a till's nor a server's database</source>
      <translation>{path} — не база кассы и не база сервера</translation>
    </message>
    <message>
      <source>{path} is there already</source>
      <translation>{path} уже есть</translation>
    </message>
    <message>
      <source>{path}: receipt {receipt} cannot be read: {what}</source>
      <translation>{path}: чек {receipt} не читается: {what}</translation>
    </message>
    <message>
      <source>{percent} is not a share of the tills</source>
      <translation>{percent} — не доля касс</translation>
    </message>
    <message>
      <source>{place}: “{card}” is no gift card's number, or “{nominal}” no sum</source>
      <translation>{place}: «{card}» — не номер подарочной карты, или «{nominal}» — не сумма</translation>
    </message>
    <message>
      <source>{rule}: no hour of sale is set for it; ask a manager</source>
      <translation>{rule}: часов продажи нет; спросите менеджера</translation>
    </message>
    <message>
      <source>{rule}: the sale is allowed again from {until}</source>
      <translation>{rule}: продажа снова разрешена с {until}</translation>
    </message>
    <message>
      <source>{source} is written in a way that the till does not change by itself</source>
      <translation>{source} записан так, что касса сама его не меняет</translation>
    </message>
    <message>
      <source>{source}: the administrator needs pin or pin_hash, and not both</source>
      <translation>{source}: администратору нужен pin или pin_hash, и не оба сразу</translation>
    </message>
    <message>
      <source>{source}: the setting {key} is missing</source>
      <translation>{source}: не указана настройка {key}</translation>
    </message>
    <message>
      <source>{source}: there is no setting {key}</source>
      <translation>{source}: настройки {key} нет</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} brings nothing</source>
      <translation>{source}: {key} = {value} ничего не даёт</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} cannot be read: {reason}</source>
      <translation>{source}: {key} = {value} не прочесть: {reason}</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} does not fit</source>
      <translation>{source}: значение {key} = {value} не подходит</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} holds no certificate</source>
      <translation>{source}: в {key} = {value} нет сертификата</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} is no printer profile</source>
      <translation>{source}: {key} = {value} — такого профиля принтера нет</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} is no valid programme</source>
      <translation>{source}: {key} = {value} — не годная программа лояльности</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} is there twice</source>
      <translation>{source}: значение {key} = {value} встречается дважды</translation>
    </message>
    <message>
      <source>{source}: {key} = {value}, but the profile {profile} has no such paper</source>
      <translation>{source}: {key} = {value}, но у профиля {profile} нет такой бумаги</translation>
    </message>
    <message>
      <source>{source}: {key} = {value}, but the variable {variable} wins over the settings</source>
      <translation>{source}: {key} = {value}, но переменная {variable} сильнее настроек</translation>
    </message>
    <message>
      <source>{source}: {key} does not fit</source>
      <translation>{source}: {key} не подходит</translation>
    </message>
    <message>
      <source>{source}: {key} needs {other}</source>
      <translation>{source}: для {key} нужно {other}</translation>
    </message>
    <message>
      <source>{sum} cannot be taken off: it costs {cost}</source>
      <translation>Снять {sum} нельзя: это стоит {cost}</translation>
    </message>
    <message>
      <source>{tendered} in cash is less than the {due} to pay</source>
      <translation>Наличных {tendered} — меньше, чем к оплате {due}</translation>
    </message>
    <message>
      <source>{trouble} ({url})</source>
      <translation>{trouble} ({url})</translation>
    </message>
    <message>
      <source>{what} is registered already: {who}</source>
      <translation>{what} уже есть в программе: {who}</translation>
    </message>
    <message>
      <source>“cashier-app config --describe” shows every key with an example</source>
      <translation>«cashier-app config --describe» покажет все настройки с примерами</translation>
    </message>
    <message>
      <source>“cashier-app programme validate FILE” says every error</source>
      <translation>«cashier-app programme validate ФАЙЛ» назовёт каждую ошибку</translation>
    </message>
    <message>
      <source>“cashier-app provision --describe” prints one with every key</source>
      <translation>«cashier-app provision --describe» печатает его со всеми ключами</translation>
    </message>
    <message>
      <source>“cashier-app provision --hash-pin” prints what belongs here</source>
      <translation>«cashier-app provision --hash-pin» напечатает то, что здесь нужно</translation>
    </message>
    <message>
      <source>“cashier-app report list” shows all of them</source>
      <translation>Все отчёты покажет «cashier-app report list»</translation>
    </message>
    <message>
      <source>“cashier-app server nodes” shows all of them</source>
      <translation>Все их покажет «cashier-app server nodes»</translation>
    </message>
    <message>
      <source>“cashier-app update keygen FILE” makes one</source>
      <translation>Ключ создаёт «cashier-app update keygen ФАЙЛ»</translation>
    </message>
    <message>
      <source>“{code}” is not a loyalty card of this shop</source>
      <translation>«{code}» — не карта этого магазина</translation>
    </message>
    <message>
      <source>“{code}” is not a product of this shop</source>
      <translation>«{code}» — не товар этого магазина</translation>
    </message>
    <message>
      <source>“{file}” cannot be read as a picture</source>
      <translation>«{file}» не читается как картинка</translation>
    </message>
    <message>
      <source>“{file}” cannot be read or unpacked</source>
      <translation>Файл «{file}» не читается или не распаковывается</translation>
    </message>
    <message>
      <source>“{file}” cannot be read: {what}</source>
      <translation>«{file}» не читается: {what}</translation>
    </message>
    <message>
      <source>“{file}” declares a DOCTYPE (line {line}), which can hide an attack</source>
      <translation>В файле «{file}» есть DOCTYPE (строка {line}), за ним может скрываться атака</translation>
    </message>
    <message>
      <source>“{file}” ends in the middle, at line {line}, column {column}</source>
      <translation>Файл «{file}» обрывается: строка {line}, столбец {column}</translation>
    </message>
    <message>
      <source>“{file}” has no column for {field}</source>
      <translation>В «{file}» нет столбца для поля {field}</translation>
    </message>
    <message>
      <source>“{file}” has no column for “{column}”; its columns are: {columns}</source>
      <translation>В «{file}» нет столбца для «{column}»; есть столбцы: {columns}</translation>
    </message>
    <message>
      <source>“{file}” has no column “{column}”</source>
      <translation>В файле «{file}» нет столбца «{column}»</translation>
    </message>
    <message>
      <source>“{file}” has no sheet “{sheet}”</source>
      <translation>В «{file}» нет листа «{sheet}»</translation>
    </message>
    <message>
      <source>“{file}” holds no prices</source>
      <translation>В файле «{file}» нет цен</translation>
    </message>
    <message>
      <source>“{file}” holds no receipt that could be replayed: {rows} rows were read</source>
      <translation>В «{file}» нет чеков, которые можно пересчитать: прочитано строк: {rows}</translation>
    </message>
    <message>
      <source>“{file}” is broken at line {line}, column {column}</source>
      <translation>Файл «{file}» повреждён: строка {line}, столбец {column}</translation>
    </message>
    <message>
      <source>“{file}” is neither CSV nor JSON lines</source>
      <translation>«{file}» — не CSV и не строки JSON</translation>
    </message>
    <message>
      <source>“{file}” is not written in {name}</source>
      <translation>Файл «{file}» не в кодировке {name}</translation>
    </message>
    <message>
      <source>“{file}” would unpack to more than {gigabytes} GB</source>
      <translation>Архив «{file}» распаковался бы больше чем в {gigabytes} ГБ</translation>
    </message>
    <message>
      <source>“{file}”, line {line}: a quotation mark is opened and not closed</source>
      <translation>Файл «{file}», строка {line}: кавычка открыта и не закрыта</translation>
    </message>
    <message>
      <source>“{file}”, line {row}, column “{column}”: “{value}” does not fit</source>
      <translation>«{file}», строка {row}, столбец «{column}»: «{value}» не подходит</translation>
    </message>
    <message>
      <source>“{file}”, line {row}, {path}: {value} does not fit</source>
      <translation>«{file}», строка {row}, {path}: {value} не подходит</translation>
    </message>
    <message>
      <source>“{file}”, line {row}: {what}</source>
      <translation>«{file}», строка {row}: {what}</translation>
    </message>
    <message>
      <source>“{folder}” holds no PNG or JPEG files</source>
      <translation>В папке «{folder}» нет файлов PNG или JPEG</translation>
    </message>
    <message>
      <source>“{name}” cannot be a buyer's name</source>
      <translation>«{name}» не подходит как имя покупателя</translation>
    </message>
    <message>
      <source>“{name}” cannot be a colleague's name</source>
      <translation>«{name}» не годится как имя сотрудника</translation>
    </message>
    <message>
      <source>“{name}” has no price</source>
      <translation>У товара «{name}» нет цены</translation>
    </message>
    <message>
      <source>“{name}” has to be weighed first</source>
      <translation>Сначала нужно взвесить «{name}»</translation>
    </message>
    <message>
      <source>“{name}” is a gift card: one piece at its full price</source>
      <translation>«{name}» — подарочная карта: одна штука по полной цене</translation>
    </message>
    <message>
      <source>“{name}” is no card of a member</source>
      <translation>«{name}» — не карта покупателя</translation>
    </message>
    <message>
      <source>“{name}” is sold by the piece: {value} is not a whole number</source>
      <translation>«{name}» продаётся поштучно: {value} — не целое число</translation>
    </message>
    <message>
      <source>“{name}” is the last administrator</source>
      <translation>«{name}» — последний администратор</translation>
    </message>
    <message>
      <source>“{name}” may not be sold</source>
      <translation>«{name}» продавать нельзя</translation>
    </message>
    <message>
      <source>“{name}” may not be sold at this hour</source>
      <translation>«{name}» в этот час продавать нельзя</translation>
    </message>
    <message>
      <source>“{name}” waits for its card</source>
      <translation>«{name}» ждёт свою карту</translation>
    </message>
    <message>
      <source>“{name}”: {asked} cannot be returned, {left} is left of what was sold</source>
      <translation>«{name}»: вернуть {asked} нельзя, из проданного осталось {left}</translation>
    </message>
    <message>
      <source>“{name}”: {quantity} is too much for one line</source>
      <translation>«{name}»: {quantity} — слишком много для одной строки</translation>
    </message>
    <message>
      <source>“{path}” holds no goods and no offers</source>
      <translation>В «{path}» нет ни товаров, ни предложений</translation>
    </message>
    <message>
      <source>“{path}” holds orders, not a catalogue</source>
      <translation>В «{path}» заказы, а не каталог</translation>
    </message>
    <message>
      <source>“{path}” is a workbook of an old kind (XLS)</source>
      <translation>«{path}» – книга старого вида (XLS)</translation>
    </message>
    <message>
      <source>“{path}” is empty</source>
      <translation>Файл «{path}» пуст</translation>
    </message>
    <message>
      <source>“{path}” is neither a file nor a folder</source>
      <translation>«{path}» — не файл и не папка</translation>
    </message>
    <message>
      <source>“{path}” is neither a table nor CommerceML</source>
      <translation>«{path}» — не таблица и не CommerceML</translation>
    </message>
    <message>
      <source>“{right}” stays with the role “{role}”</source>
      <translation>«{right}» остаётся у роли «{role}»</translation>
    </message>
    <message>
      <source>“{right}” would be nobody's right</source>
      <translation>«{right}» не осталось бы ни у кого</translation>
    </message>
    <message>
      <source>“{text}” is not a birthday</source>
      <translation>«{text}» — не день рождения</translation>
    </message>
    <message>
      <source>“{text}” is not a day</source>
      <translation>«{text}» — не дата</translation>
    </message>
    <message>
      <source>“{text}” is not a number of notes or coins</source>
      <translation>«{text}» — не количество купюр или монет</translation>
    </message>
    <message>
      <source>“{text}” is not a promo code</source>
      <translation>«{text}» — не промокод</translation>
    </message>
    <message>
      <source>“{text}” is not a whole telephone number</source>
      <translation>«{text}» — не полный номер телефона</translation>
    </message>
    <message>
      <source>“{url}” is not a database this server can use</source>
      <translation>«{url}» — не база данных, с которой работает сервер</translation>
    </message>
    <message>
      <source>“{value}” does not say which level a group means</source>
      <translation>«{value}» не говорит, какой уровень означает группа</translation>
    </message>
    <message>
      <source>“{value}” is neither a shift nor shifts</source>
      <translation>«{value}» — не смена и не смены</translation>
    </message>
    <message>
      <source>“{value}” is no number of points</source>
      <translation>«{value}» — это не число баллов</translation>
    </message>
    <message>
      <source>“{value}” is not a day</source>
      <translation>«{value}» — не день</translation>
    </message>
    <message>
      <source>“{value}” is not a moment</source>
      <translation>«{value}» — не момент времени</translation>
    </message>
    <message>
      <source>“{value}” is not a number from a terminal's slip</source>
      <translation>«{value}» — не номер с чека терминала</translation>
    </message>
    <message>
      <source>“{value}” is not a number that fits here</source>
      <translation>«{value}» — не подходящее число</translation>
    </message>
    <message>
      <source>“{value}” is not a price</source>
      <translation>«{value}» — не цена</translation>
    </message>
    <message>
      <source>“{value}” is not a shift</source>
      <translation>«{value}» — не смена</translation>
    </message>
  </context>
  <context>
    <name>explain</name>
    <message>
      <source>A gift is earned and not on the receipt yet: {name}, {quantity} at {price}</source>
      <translation>Положен подарок, в чеке его ещё нет: {name}, {quantity} по {price}</translation>
    </message>
    <message>
      <source>A redemption of this size has to be confirmed</source>
      <translation>Списание такого размера нужно подтвердить</translation>
    </message>
    <message>
      <source>Can be redeemed: {points}</source>
      <translation>Можно списать: {points}</translation>
    </message>
    <message>
      <source>Earns {points}: {name}</source>
      <translation>Начислится {points}: {name}</translation>
    </message>
    <message>
      <source>Gives a coupon: {name}</source>
      <translation>Даёт купон: {name}</translation>
    </message>
    <message>
      <source>In all {base}, discounts {discount}, points {redeemed}, to pay {to_pay}</source>
      <translation>Всего {base}, скидки {discount}, баллами {redeemed}, к оплате {to_pay}</translation>
    </message>
    <message>
      <source>Level: {level}</source>
      <translation>Уровень: {level}</translation>
    </message>
    <message>
      <source>Limit of the redemption: {limit}</source>
      <translation>Предел списания: {limit}</translation>
    </message>
    <message>
      <source>Line {number}, {name}: {quantity} × {price} = {base}</source>
      <translation>Строка {number}, {name}: {quantity} × {price} = {base}</translation>
    </message>
    <message>
      <source>Line {number}: earns {points}</source>
      <translation>Строка {number}: начислится {points}</translation>
    </message>
    <message>
      <source>Line {number}: to pay {amount}</source>
      <translation>Строка {number}: к оплате {amount}</translation>
    </message>
    <message>
      <source>Line {number}: {name} {amount}</source>
      <translation>Строка {number}: {name} {amount}</translation>
    </message>
    <message>
      <source>Promo code {code} works: {name}</source>
      <translation>Промокод {code} действует: {name}</translation>
    </message>
    <message>
      <source>Promo code {code}: {reason}</source>
      <translation>Промокод {code}: {reason}</translation>
    </message>
    <message>
      <source>Redeemed {points}, that is {amount}</source>
      <translation>Списано {points}, это {amount}</translation>
    </message>
    <message>
      <source>Rule “{name}” gives nothing: {reason}</source>
      <translation>Правило «{name}» ничего не даёт: {reason}</translation>
    </message>
    <message>
      <source>The buyer is offered a card, with {points}</source>
      <translation>Покупателю предлагается карта, на ней {points}</translation>
    </message>
    <message>
      <source>Version {version} starts on {date}: this is how it will be</source>
      <translation>Версия {version} начнёт действовать {date}: так будет тогда</translation>
    </message>
    <message>
      <source>a better price was found</source>
      <translation>нашлась цена лучше</translation>
    </message>
    <message>
      <source>at once</source>
      <translation>сразу</translation>
    </message>
    <message>
      <source>discount by hand</source>
      <translation>ручная скидка</translation>
    </message>
    <message>
      <source>from {moment}</source>
      <translation>с {moment}</translation>
    </message>
    <message>
      <source>how much is left of it only the server knows</source>
      <translation>сколько осталось, знает только сервер</translation>
    </message>
    <message>
      <source>its limit is used up</source>
      <translation>лимит исчерпан</translation>
    </message>
    <message>
      <source>its promo code was not given</source>
      <translation>его промокод не назван</translation>
    </message>
    <message>
      <source>nothing is left that it could change</source>
      <translation>менять уже нечего</translation>
    </message>
    <message>
      <source>until {moment}</source>
      <translation>до {moment}</translation>
    </message>
  </context>
  <context>
    <name>first_person</name>
    <message>
      <source>1. Type your name as it shall stand on receipts.</source>
      <translation>1. Наберите имя — так оно будет стоять в чеках.</translation>
    </message>
    <message>
      <source>2. Choose a PIN of 4 to 8 digits, and type it.</source>
      <translation>2. Придумайте PIN из 4–8 цифр и наберите его.</translation>
    </message>
    <message>
      <source>3. Type the PIN once more.</source>
      <translation>3. Наберите PIN ещё раз.</translation>
    </message>
    <message>
      <source>From the beginning</source>
      <translation>Сначала</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Имя</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Дальше</translation>
    </message>
    <message>
      <source>Nobody is known here yet. Whoever comes first becomes the administrator and adds the others.</source>
      <translation>Здесь ещё никого нет. Первый становится администратором и заводит остальных.</translation>
    </message>
    <message>
      <source>The first person at this till</source>
      <translation>Первый сотрудник этой кассы</translation>
    </message>
    <message>
      <source>The two PINs differ: choose again</source>
      <translation>PIN не совпали: наберите заново</translation>
    </message>
    <message>
      <source>Welcome, {name}: log in with your PIN</source>
      <translation>Здравствуйте, {name}: войдите по своему PIN</translation>
    </message>
    <message>
      <source>type it first</source>
      <translation>сначала наберите</translation>
    </message>
  </context>
  <context>
    <name>gift cards</name>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>Срок истёк</translation>
    </message>
    <message>
      <source>Gift card</source>
      <translation>Подарочная карта</translation>
    </message>
    <message>
      <source>Gift card {card}</source>
      <translation>Подарочная карта {card}</translation>
    </message>
    <message>
      <source>Gift card {card}: {balance}</source>
      <translation>Подарочная карта {card}: {balance}</translation>
    </message>
    <message>
      <source>Given back by a return</source>
      <translation>Возврат покупки</translation>
    </message>
    <message>
      <source>No movements are known here.</source>
      <translation>Движения здесь неизвестны.</translation>
    </message>
    <message>
      <source>Number of the gift card</source>
      <translation>Номер подарочной карты</translation>
    </message>
    <message>
      <source>On the card</source>
      <translation>На карте</translation>
    </message>
    <message>
      <source>Paid with</source>
      <translation>Оплата покупки</translation>
    </message>
    <message>
      <source>Put on by the head office</source>
      <translation>Зачислено офисом</translation>
    </message>
    <message>
      <source>Scan the code on the gift card itself</source>
      <translation>Отсканируйте код на самой подарочной карте</translation>
    </message>
    <message>
      <source>Scan the gift card, or type its number.</source>
      <translation>Отсканируйте подарочную карту или наберите её номер.</translation>
    </message>
    <message>
      <source>Show the balance</source>
      <translation>Показать остаток</translation>
    </message>
    <message>
      <source>Sold</source>
      <translation>Продажа карты</translation>
    </message>
    <message>
      <source>Taken off by the head office</source>
      <translation>Списано офисом</translation>
    </message>
    <message>
      <source>The card was returned</source>
      <translation>Возврат карты</translation>
    </message>
    <message>
      <source>This is not a gift card of ours</source>
      <translation>Это не наша подарочная карта</translation>
    </message>
    <message>
      <source>as this till knows it</source>
      <translation>по данным этой кассы</translation>
    </message>
    <message>
      <source>as this till knows it; up to {sum} may be spent here</source>
      <translation>по данным этой кассы; здесь можно списать до {sum}</translation>
    </message>
    <message>
      <source>blocked</source>
      <translation>заблокирована</translation>
    </message>
    <message>
      <source>expired</source>
      <translation>срок истёк</translation>
    </message>
    <message>
      <source>not known here</source>
      <translation>здесь неизвестна</translation>
    </message>
    <message>
      <source>not sold yet</source>
      <translation>ещё не продана</translation>
    </message>
    <message>
      <source>scan a gift card</source>
      <translation>отсканируйте карту</translation>
    </message>
    <message>
      <source>spent</source>
      <translation>израсходована</translation>
    </message>
    <message>
      <source>the server is being asked…</source>
      <translation>спрашиваем сервер…</translation>
    </message>
    <message>
      <source>valid until {date}</source>
      <translation>действует до {date}</translation>
    </message>
  </context>
  <context>
    <name>goods</name>
    <message>
      <source>Add</source>
      <translation>Добавить</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>Стереть</translation>
    </message>
    <message>
      <source>Goods</source>
      <translation>Товары</translation>
    </message>
    <message>
      <source>Lay out</source>
      <translation>Разложить</translation>
    </message>
    <message>
      <source>Name, code or last digits</source>
      <translation>Название или код</translation>
    </message>
    <message>
      <source>No barcode</source>
      <translation>Без штрихкода</translation>
    </message>
    <message>
      <source>Nothing is found</source>
      <translation>Ничего не найдено</translation>
    </message>
    <message>
      <source>Only a manager lays out the quick goods</source>
      <translation>Быстрые товары раскладывает только менеджер</translation>
    </message>
    <message>
      <source>Quick goods</source>
      <translation>Быстрые товары</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>К чеку</translation>
    </message>
    <message>
      <source>What is it?</source>
      <translation>Что это за товар?</translation>
    </message>
    <message>
      <source>folder</source>
      <translation>папка</translation>
    </message>
    <message>
      <source>type a name or a code, or touch the goods</source>
      <translation>наберите название или коснитесь товара</translation>
    </message>
  </context>
  <context>
    <name>groups</name>
    <message>
      <source>All remarks: {file}</source>
      <translation>Все замечания: {file}</translation>
    </message>
    <message>
      <source>Members exported: {count}; {attributes}</source>
      <translation>Выгружено участников: {count}; {attributes}</translation>
    </message>
    <message>
      <source>Nothing was changed</source>
      <translation>Ничего не изменено</translation>
    </message>
    <message>
      <source>Rows: {rows}, changed {changed}, unchanged {unchanged}, refused {refused}</source>
      <translation>Строк: {rows}, изменено {changed}, без изменений {unchanged}, отказано {refused}</translation>
    </message>
    <message>
      <source>birthdays</source>
      <translation>дни рождения</translation>
    </message>
    <message>
      <source>blocking</source>
      <translation>блокировка</translation>
    </message>
    <message>
      <source>cards, telephones and e-mails</source>
      <translation>карты, телефоны и почта</translation>
    </message>
    <message>
      <source>cards, telephones and e-mails are led here, not by the other system</source>
      <translation>карты, телефоны и почту ведём мы, а не другая система</translation>
    </message>
    <message>
      <source>identifier</source>
      <translation>идентификатор</translation>
    </message>
    <message>
      <source>its cards and telephones belong to different members</source>
      <translation>её карты и телефоны принадлежат разным участникам</translation>
    </message>
    <message>
      <source>left as it is</source>
      <translation>оставлено как есть</translation>
    </message>
    <message>
      <source>levels</source>
      <translation>уровни</translation>
    </message>
    <message>
      <source>line</source>
      <translation>строка</translation>
    </message>
    <message>
      <source>line {line}, {told}: {reason}</source>
      <translation>строка {line}, {told}: {reason}</translation>
    </message>
    <message>
      <source>names</source>
      <translation>имена</translation>
    </message>
    <message>
      <source>no member has this card, telephone or e-mail</source>
      <translation>такой карты, телефона или почты нет ни у одного участника</translation>
    </message>
    <message>
      <source>reason</source>
      <translation>причина</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>отказано</translation>
    </message>
    <message>
      <source>segments</source>
      <translation>сегменты</translation>
    </message>
    <message>
      <source>the birthday is led here, not by the other system</source>
      <translation>день рождения ведём мы, а не другая система</translation>
    </message>
    <message>
      <source>the blocking is led here, not by the other system</source>
      <translation>блокировку ведём мы, а не другая система</translation>
    </message>
    <message>
      <source>the level is led here, not by the other system</source>
      <translation>уровень ведём мы, а не другая система</translation>
    </message>
    <message>
      <source>the level “{value}” is earned by purchases and cannot be assigned</source>
      <translation>уровень «{value}» заслуживают покупками, его нельзя назначить</translation>
    </message>
    <message>
      <source>the member stands in the file already, at line {value}</source>
      <translation>этот участник уже есть в файле, строка {value}</translation>
    </message>
    <message>
      <source>the member was erased</source>
      <translation>участник удалён</translation>
    </message>
    <message>
      <source>the name is led here, not by the other system</source>
      <translation>имя ведём мы, а не другая система</translation>
    </message>
    <message>
      <source>the programme has no level for the group “{value}”</source>
      <translation>в программе нет уровня для группы «{value}»</translation>
    </message>
    <message>
      <source>the row says nothing of the member</source>
      <translation>строка ничего не говорит об участнике</translation>
    </message>
    <message>
      <source>the segments are led here, not by the other system</source>
      <translation>сегменты ведём мы, а не другая система</translation>
    </message>
    <message>
      <source>what became of it</source>
      <translation>что стало</translation>
    </message>
  </context>
  <context>
    <name>help</name>
    <message>
      <source>Close</source>
      <translation>Закрыть</translation>
    </message>
    <message>
      <source>F1 opens this help on any screen, Ctrl+F1 where F1 is taken</source>
      <translation>F1 открывает справку на любом экране; где F1 занята — Ctrl+F1</translation>
    </message>
    <message>
      <source>Keys of this screen</source>
      <translation>Клавиши этого экрана</translation>
    </message>
    <message>
      <source>This screen has no keys of its own.</source>
      <translation>У этого экрана нет своих клавиш.</translation>
    </message>
    <message>
      <source>When something goes wrong</source>
      <translation>Если что-то не так</translation>
    </message>
  </context>
  <context>
    <name>history</name>
    <message>
      <source>+{points}</source>
      <translation>+{points}</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>Спросить ещё раз</translation>
    </message>
    <message>
      <source>Asking the server…</source>
      <translation>Спрашиваем сервер…</translation>
    </message>
    <message>
      <source>Asking the server… Until it answers: what this till sold.</source>
      <translation>Спрашиваем сервер… Пока — чеки этой кассы.</translation>
    </message>
    <message>
      <source>Choose a receipt first</source>
      <translation>Сначала выберите чек</translation>
    </message>
    <message>
      <source>Choose a receipt to see what was in it.</source>
      <translation>Выберите чек, чтобы увидеть, что в нём.</translation>
    </message>
    <message>
      <source>No purchases are known.</source>
      <translation>Покупок не известно.</translation>
    </message>
    <message>
      <source>Nothing of this receipt can be returned any more</source>
      <translation>По этому чеку вернуть больше нечего</translation>
    </message>
    <message>
      <source>Older ones</source>
      <translation>Раньше</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Баллы</translation>
    </message>
    <message>
      <source>Purchases</source>
      <translation>Покупки</translation>
    </message>
    <message>
      <source>Purchases in all shops.</source>
      <translation>Покупки во всех магазинах.</translation>
    </message>
    <message>
      <source>Purchases need a right; the points do not.</source>
      <translation>Покупки — по праву; баллы видны всем.</translation>
    </message>
    <message>
      <source>Return from it</source>
      <translation>Возврат по чеку</translation>
    </message>
    <message>
      <source>The server does not answer: this is what this till itself sold.</source>
      <translation>Сервер не отвечает: здесь только чеки этой кассы.</translation>
    </message>
    <message>
      <source>The server does not know this buyer yet. This is what this till sold.</source>
      <translation>Сервер ещё не знает этого покупателя: здесь чеки этой кассы.</translation>
    </message>
    <message>
      <source>The server is being asked</source>
      <translation>Сервер ещё отвечает</translation>
    </message>
    <message>
      <source>There are no older ones</source>
      <translation>Раньше ничего нет</translation>
    </message>
    <message>
      <source>There are no points.</source>
      <translation>Баллов нет.</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>К чеку</translation>
    </message>
    <message>
      <source>a debt: the next points repay it</source>
      <translation>долг: его погасят следующие баллы</translation>
    </message>
    <message>
      <source>do not expire</source>
      <translation>не сгорают</translation>
    </message>
    <message>
      <source>expire after {date}</source>
      <translation>сгорят после {date}</translation>
    </message>
    <message>
      <source>may be spent from {time}</source>
      <translation>можно тратить с {time}</translation>
    </message>
    <message>
      <source>may be spent now</source>
      <translation>можно тратить</translation>
    </message>
    <message>
      <source>no. {number}</source>
      <translation>чек {number}</translation>
    </message>
    <message>
      <source>return {number}</source>
      <translation>возврат {number}</translation>
    </message>
    <message>
      <source>returned {quantity}</source>
      <translation>возвращено {quantity}</translation>
    </message>
    <message>
      <source>since {date}</source>
      <translation>с {date}</translation>
    </message>
    <message>
      <source>spent {points}</source>
      <translation>списано {points}</translation>
    </message>
    <message>
      <source>the line has fewer cells than the header has columns</source>
      <translation>ячеек меньше, чем столбцов в первой строке</translation>
    </message>
    <message>
      <source>the line names no receipt</source>
      <translation>не указан чек</translation>
    </message>
    <message>
      <source>the receipt has another buyer in an earlier line</source>
      <translation>в этом чеке выше другой покупатель</translation>
    </message>
    <message>
      <source>the receipt has another store in an earlier line</source>
      <translation>в этом чеке выше другой магазин</translation>
    </message>
  </context>
  <context>
    <name>import</name>
    <message>
      <source>Mended or left out</source>
      <translation>Исправлено или пропущено</translation>
    </message>
    <message>
      <source>Refused, and why</source>
      <translation>Отказано, и почему</translation>
    </message>
    <message>
      <source>VAT rate is none that exists, left out</source>
      <translation>такой ставки НДС нет, пропущена</translation>
    </message>
    <message>
      <source>age limit is not a number of years, left out</source>
      <translation>возраст — не число лет, пропущен</translation>
    </message>
    <message>
      <source>barcode belongs to another product</source>
      <translation>штрихкод уже у другого товара</translation>
    </message>
    <message>
      <source>barcode cannot be read</source>
      <translation>штрихкод не читается</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>изменено</translation>
    </message>
    <message>
      <source>control characters taken out of the name</source>
      <translation>из названия убраны управляющие символы</translation>
    </message>
    <message>
      <source>cost is not a sum, left out</source>
      <translation>себестоимость — не сумма, пропущена</translation>
    </message>
    <message>
      <source>in all</source>
      <translation>всего</translation>
    </message>
    <message>
      <source>letters of the name were lost in another program</source>
      <translation>буквы названия потеряны в другой программе</translation>
    </message>
    <message>
      <source>marked as deleted</source>
      <translation>помечен как удалённый</translation>
    </message>
    <message>
      <source>member price left out: it is no lower than the price</source>
      <translation>цена по карте пропущена: она не ниже обычной</translation>
    </message>
    <message>
      <source>more cells than the header has columns</source>
      <translation>ячеек больше, чем столбцов в заголовке</translation>
    </message>
    <message numerus="yes">
      <source>name cut to %n character(s)</source>
      <translation>
        <numerusform>название обрезано до %n символа</numerusform>
        <numerusform>название обрезано до %n символов</numerusform>
        <numerusform>название обрезано до %n символов</numerusform>
      </translation>
    </message>
    <message>
      <source>no id and no barcode</source>
      <translation>нет ни кода, ни штрихкода</translation>
    </message>
    <message>
      <source>no name</source>
      <translation>нет названия</translation>
    </message>
    <message>
      <source>no price</source>
      <translation>нет цены</translation>
    </message>
    <message>
      <source>price is for several units at once</source>
      <translation>цена указана сразу за несколько единиц</translation>
    </message>
    <message>
      <source>price is in another currency</source>
      <translation>цена в другой валюте</translation>
    </message>
    <message>
      <source>price is not a sum in roubles and kopecks</source>
      <translation>цена — не сумма в рублях и копейках</translation>
    </message>
    <message>
      <source>price is zero</source>
      <translation>цена равна нулю</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>отказано</translation>
    </message>
    <message>
      <source>stock is not a number, left out</source>
      <translation>остаток — не число, пропущен</translation>
    </message>
    <message>
      <source>taken</source>
      <translation>принято</translation>
    </message>
    <message>
      <source>taken without a barcode that belongs to another product</source>
      <translation>принят без штрихкода, который уже у другого товара</translation>
    </message>
    <message>
      <source>taken without a barcode that cannot be read</source>
      <translation>принят без нечитаемого штрихкода</translation>
    </message>
    <message>
      <source>taken without a barcode whose check digit is wrong</source>
      <translation>принят без штрихкода с неверной контрольной цифрой</translation>
    </message>
    <message>
      <source>taken without the barcode that all its variants share</source>
      <translation>принят без штрихкода, общего для всех вариантов</translation>
    </message>
    <message>
      <source>the same id stood earlier in the file</source>
      <translation>такой код в файле уже был</translation>
    </message>
    <message>
      <source>unchanged</source>
      <translation>без изменений</translation>
    </message>
    <message>
      <source>unit is neither a piece, kilogram, litre nor metre</source>
      <translation>единица — не штука, не килограмм, не литр и не метр</translation>
    </message>
    <message>
      <source>withdrawn</source>
      <translation>снято с продажи</translation>
    </message>
    <message>
      <source>without a name</source>
      <translation>без названия</translation>
    </message>
    <message>
      <source>wrong check digit of the barcode</source>
      <translation>в штрихкоде не сходится контрольная цифра</translation>
    </message>
    <message>
      <source>{file}: columns not used: {columns}</source>
      <translation>{file}: столбцы не использованы: {columns}</translation>
    </message>
    <message>
      <source>{file}: no goods and no offers</source>
      <translation>{file}: нет ни товаров, ни предложений</translation>
    </message>
    <message>
      <source>{file}: not CommerceML; passed over</source>
      <translation>{file}: не CommerceML; пропущен</translation>
    </message>
    <message>
      <source>{file}: orders, not a catalogue; passed over</source>
      <translation>{file}: заказы, а не каталог; пропущен</translation>
    </message>
    <message>
      <source>{file}: prices of type “{chosen}” are taken; it also has {others}</source>
      <translation>{file}: взяты цены вида «{chosen}»; ещё есть {others}</translation>
    </message>
    <message>
      <source>{file}: prices of type “{name}” are marked as without VAT; they are taken as they stand</source>
      <translation>{file}: цены вида «{name}» помечены как цены без НДС; взяты как есть</translation>
    </message>
    <message>
      <source>{file}: says it is UTF-8 and is windows-1251; read as windows-1251</source>
      <translation>{file}: назван UTF-8, а записан в windows-1251; прочитан как windows-1251</translation>
    </message>
  </context>
  <context>
    <name>journal</name>
    <message>
      <source>A buyer's card blocked</source>
      <translation>Карта покупателя заблокирована</translation>
    </message>
    <message>
      <source>A buyer's card replaced</source>
      <translation>Карта покупателя заменена</translation>
    </message>
    <message>
      <source>A buyer's purchases looked at</source>
      <translation>Просмотрены покупки покупателя</translation>
    </message>
    <message>
      <source>A buyer's telephone changed</source>
      <translation>Телефон покупателя изменён</translation>
    </message>
    <message>
      <source>Act</source>
      <translation>Действие</translation>
    </message>
    <message>
      <source>Alarm settled</source>
      <translation>Тревога закрыта</translation>
    </message>
    <message>
      <source>All data written into files</source>
      <translation>Все данные выгружены в файлы</translation>
    </message>
    <message>
      <source>Allowed by</source>
      <translation>Разрешил(а)</translation>
    </message>
    <message>
      <source>An older copy of the database was put back</source>
      <translation>Поставлена прежняя копия базы данных</translation>
    </message>
    <message>
      <source>Answered for the silent terminal</source>
      <translation>Ответ за молчащий терминал</translation>
    </message>
    <message>
      <source>Any act</source>
      <translation>Любое действие</translation>
    </message>
    <message>
      <source>Any time</source>
      <translation>Любое время</translation>
    </message>
    <message>
      <source>Anybody</source>
      <translation>Кто угодно</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Badge given</source>
      <translation>Выдан бейдж</translation>
    </message>
    <message>
      <source>Badge taken away</source>
      <translation>Бейдж убран</translation>
    </message>
    <message>
      <source>Buyer registered</source>
      <translation>Покупатель зарегистрирован</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Отмена</translation>
    </message>
    <message>
      <source>Card blocked at a till</source>
      <translation>Карта заблокирована на кассе</translation>
    </message>
    <message>
      <source>Card or telephone replaced at a till</source>
      <translation>Карта или телефон заменены на кассе</translation>
    </message>
    <message>
      <source>Cash put in</source>
      <translation>Внесены деньги</translation>
    </message>
    <message>
      <source>Cash taken out</source>
      <translation>Изъяты деньги</translation>
    </message>
    <message>
      <source>Check the chain</source>
      <translation>Проверить целостность</translation>
    </message>
    <message>
      <source>Choose first, or go back</source>
      <translation>Сначала выберите или вернитесь</translation>
    </message>
    <message>
      <source>Copy of a slip printed</source>
      <translation>Напечатана копия чека</translation>
    </message>
    <message>
      <source>Copy of the database made by a command</source>
      <translation>Копия базы данных сделана командой</translation>
    </message>
    <message>
      <source>Coupon given</source>
      <translation>Выдан купон</translation>
    </message>
    <message>
      <source>Coupon taken back</source>
      <translation>Купон отозван</translation>
    </message>
    <message>
      <source>Discount by hand</source>
      <translation>Ручная скидка</translation>
    </message>
    <message>
      <source>Discount by hand taken away</source>
      <translation>Скидка вручную снята</translation>
    </message>
    <message>
      <source>Drawer opened without a sale</source>
      <translation>Ящик открыт без продажи</translation>
    </message>
    <message>
      <source>Drawer opened without the till</source>
      <translation>Ящик открыт без кассы</translation>
    </message>
    <message>
      <source>Epoch closed by word of its machine</source>
      <translation>Эпоха закрыта по слову её машины</translation>
    </message>
    <message>
      <source>Epoch written off</source>
      <translation>Эпоха списана</translation>
    </message>
    <message>
      <source>Every record follows from those before it.</source>
      <translation>Записи целы: каждая следует из предыдущих.</translation>
    </message>
    <message>
      <source>Every record follows from those before it: {count}, the end is {hash}</source>
      <translation>Каждая запись следует из предыдущих: {count}, конец {hash}</translation>
    </message>
    <message>
      <source>Every record is being compared…</source>
      <translation>Сверяется каждая запись…</translation>
    </message>
    <message>
      <source>Figures of the ledger worked out again</source>
      <translation>Цифры учёта пересчитаны</translation>
    </message>
    <message>
      <source>File for support written</source>
      <translation>Записан файл для поддержки</translation>
    </message>
    <message>
      <source>Gift card blocked</source>
      <translation>Подарочная карта заблокирована</translation>
    </message>
    <message>
      <source>Gift card unblocked</source>
      <translation>Подарочная карта разблокирована</translation>
    </message>
    <message>
      <source>Gift cards issued</source>
      <translation>Подарочные карты выпущены</translation>
    </message>
    <message>
      <source>Groups of another system taken over</source>
      <translation>Приняты группы другой системы</translation>
    </message>
    <message>
      <source>Head and foot of receipts changed</source>
      <translation>Изменены шапка и подвал чека</translation>
    </message>
    <message>
      <source>In the file of the program</source>
      <translation>Код</translation>
    </message>
    <message>
      <source>Journal</source>
      <translation>Журнал действий</translation>
    </message>
    <message>
      <source>Journal written into a file</source>
      <translation>Журнал выгружен в файл</translation>
    </message>
    <message>
      <source>Key of a till taken away</source>
      <translation>Ключ кассы отозван</translation>
    </message>
    <message>
      <source>Large redemption of points confirmed</source>
      <translation>Подтверждено крупное списание баллов</translation>
    </message>
    <message>
      <source>Level given by hand</source>
      <translation>Уровень назначен вручную</translation>
    </message>
    <message>
      <source>Line removed</source>
      <translation>Удалена строка</translation>
    </message>
    <message>
      <source>Member or card blocked</source>
      <translation>Участник или карта заблокированы</translation>
    </message>
    <message>
      <source>Member or card unblocked</source>
      <translation>Участник или карта разблокированы</translation>
    </message>
    <message>
      <source>Member's personal data erased</source>
      <translation>Личные данные участника удалены</translation>
    </message>
    <message>
      <source>New incarnation after a restore</source>
      <translation>Новое воплощение после восстановления</translation>
    </message>
    <message>
      <source>Newer</source>
      <translation>Новее</translation>
    </message>
    <message>
      <source>Nothing has been written down yet.</source>
      <translation>Записей ещё нет.</translation>
    </message>
    <message>
      <source>Nothing of the kind has been written down.</source>
      <translation>Такого не записано.</translation>
    </message>
    <message>
      <source>Nothing of the kind here. “Older” looks further back.</source>
      <translation>Здесь такого нет. «Старше» ищет дальше.</translation>
    </message>
    <message>
      <source>Notice put off for the day</source>
      <translation>Уведомление отложено на день</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Номер</translation>
    </message>
    <message>
      <source>Of which time?</source>
      <translation>За какое время?</translation>
    </message>
    <message>
      <source>Old programme taken over</source>
      <translation>Перенесена прежняя программа</translation>
    </message>
    <message>
      <source>Older</source>
      <translation>Старше</translation>
    </message>
    <message>
      <source>Operation set aside tried again</source>
      <translation>Отложенная операция испробована снова</translation>
    </message>
    <message>
      <source>PIN changed</source>
      <translation>Изменён PIN</translation>
    </message>
    <message>
      <source>Pairing code made</source>
      <translation>Создан код сопряжения</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Кто</translation>
    </message>
    <message>
      <source>Person added</source>
      <translation>Добавлен сотрудник</translation>
    </message>
    <message>
      <source>Person changed</source>
      <translation>Изменён сотрудник</translation>
    </message>
    <message>
      <source>Points given or taken by hand</source>
      <translation>Баллы начислены или сняты вручную</translation>
    </message>
    <message>
      <source>Price by hand</source>
      <translation>Цена вручную</translation>
    </message>
    <message>
      <source>Print a copy</source>
      <translation>Копия чека</translation>
    </message>
    <message>
      <source>Programme published</source>
      <translation>Программа опубликована</translation>
    </message>
    <message>
      <source>Programme withdrawn</source>
      <translation>Программа отозвана</translation>
    </message>
    <message>
      <source>Queue sent again</source>
      <translation>Очередь отправлена снова</translation>
    </message>
    <message>
      <source>Quick goods laid out anew</source>
      <translation>Быстрые товары разложены заново</translation>
    </message>
    <message>
      <source>Receipt cancelled</source>
      <translation>Аннулирован чек</translation>
    </message>
    <message>
      <source>Record {number} of the journal was changed or taken out</source>
      <translation>Запись {number} журнала изменена или изъята</translation>
    </message>
    <message>
      <source>Record {number} was changed after it was written</source>
      <translation>Запись {number} изменена после того, как была сделана</translation>
    </message>
    <message>
      <source>Record {number} was changed or taken out after it was written</source>
      <translation>Запись {number} изменена или изъята после того, как была сделана</translation>
    </message>
    <message>
      <source>Refund of a card given in cash</source>
      <translation>Возврат с карты выдан наличными</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Возврат</translation>
    </message>
    <message>
      <source>Return of another till's receipt, money only</source>
      <translation>Возврат по чеку другой кассы, только деньги</translation>
    </message>
    <message>
      <source>Return without a receipt</source>
      <translation>Возврат без чека</translation>
    </message>
    <message>
      <source>Right given to a role</source>
      <translation>Роли дано право</translation>
    </message>
    <message>
      <source>Right taken from a role</source>
      <translation>У роли отнято право</translation>
    </message>
    <message>
      <source>Rights asked back</source>
      <translation>Права запрошены назад</translation>
    </message>
    <message>
      <source>Rights of all roles as installed</source>
      <translation>Права ролей как при установке</translation>
    </message>
    <message>
      <source>Secret of a card in a telephone forgotten</source>
      <translation>Секрет карты в телефоне удалён</translation>
    </message>
    <message>
      <source>Secret of a card in a telephone given</source>
      <translation>Выдан секрет карты в телефоне</translation>
    </message>
    <message>
      <source>Settings changed</source>
      <translation>Настройки изменены</translation>
    </message>
    <message>
      <source>Shift closed</source>
      <translation>Закрыта смена</translation>
    </message>
    <message>
      <source>Show these</source>
      <translation>Показать</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Сумма</translation>
    </message>
    <message>
      <source>Tell the owner of the shop; selling goes on</source>
      <translation>Сообщите владельцу магазина; продавать можно дальше</translation>
    </message>
    <message>
      <source>The copy is being printed</source>
      <translation>Копия печатается</translation>
    </message>
    <message>
      <source>The database came from another computer</source>
      <translation>База данных пришла с другого компьютера</translation>
    </message>
    <message>
      <source>The journal was written to {file}</source>
      <translation>Журнал записан в {file}</translation>
    </message>
    <message>
      <source>The last 30 days</source>
      <translation>Последние 30 дней</translation>
    </message>
    <message>
      <source>The last 7 days</source>
      <translation>Последние 7 дней</translation>
    </message>
    <message>
      <source>The server knows another history of this till: a new one began</source>
      <translation>Сервер знает другую историю этой кассы: начата новая</translation>
    </message>
    <message>
      <source>The terminal says otherwise than was answered for it</source>
      <translation>Терминал ответил иначе, чем ответили за него</translation>
    </message>
    <message>
      <source>These are the newest</source>
      <translation>Новее нет</translation>
    </message>
    <message>
      <source>These are the oldest</source>
      <translation>Старше нет</translation>
    </message>
    <message>
      <source>This record is about no slip</source>
      <translation>Эта запись не о чеке</translation>
    </message>
    <message>
      <source>Till joined</source>
      <translation>Касса присоединилась</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Время</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Сегодня</translation>
    </message>
    <message>
      <source>Too many wrong PINs</source>
      <translation>Много неверных PIN</translation>
    </message>
    <message>
      <source>Two members became one</source>
      <translation>Два участника объединены</translation>
    </message>
    <message>
      <source>Version of the program did not work: went back by itself</source>
      <translation>Версия программы не заработала: касса вернулась к прежней</translation>
    </message>
    <message>
      <source>Version of the program given out</source>
      <translation>Версия программы роздана</translation>
    </message>
    <message>
      <source>Version of the program put in</source>
      <translation>Версия программы поставлена</translation>
    </message>
    <message>
      <source>Version of the program stopped</source>
      <translation>Раздача версии программы остановлена</translation>
    </message>
    <message>
      <source>Weight typed by hand</source>
      <translation>Вес введён вручную</translation>
    </message>
    <message>
      <source>Which acts?</source>
      <translation>Какие действия?</translation>
    </message>
    <message>
      <source>Whose acts?</source>
      <translation>Чьи действия?</translation>
    </message>
    <message>
      <source>Words</source>
      <translation>Слова</translation>
    </message>
    <message>
      <source>Write CSV</source>
      <translation>Выгрузить CSV</translation>
    </message>
    <message>
      <source>Yesterday</source>
      <translation>Вчера</translation>
    </message>
    <message>
      <source>allowed by {name}</source>
      <translation>разрешил(а) {name}</translation>
    </message>
    <message>
      <source>it is being written</source>
      <translation>записывается</translation>
    </message>
  </context>
  <context>
    <name>keypad</name>
    <message>
      <source>Aa</source>
      <translation>Аа</translation>
    </message>
    <message>
      <source>Digits</source>
      <translation>Цифры</translation>
    </message>
    <message>
      <source>Down</source>
      <translation>Вниз</translation>
    </message>
    <message>
      <source>Enter</source>
      <translation>Ввод</translation>
    </message>
    <message>
      <source>Entry</source>
      <translation>Ввод</translation>
    </message>
    <message>
      <source>Erase</source>
      <translation>Стереть</translation>
    </message>
    <message>
      <source>Letters</source>
      <translation>Буквы</translation>
    </message>
    <message>
      <source>Nothing stands on this key</source>
      <translation>На этой клавише ничего нет</translation>
    </message>
    <message>
      <source>Space</source>
      <translation>Пробел</translation>
    </message>
    <message>
      <source>Up</source>
      <translation>Вверх</translation>
    </message>
  </context>
  <context>
    <name>lamps</name>
    <message>
      <source>Cover open</source>
      <translation>Открыта крышка</translation>
    </message>
    <message>
      <source>Drawer open</source>
      <translation>Ящик открыт</translation>
    </message>
    <message>
      <source>Little paper</source>
      <translation>Мало бумаги</translation>
    </message>
    <message>
      <source>Loading…</source>
      <translation>Загрузка…</translation>
    </message>
    <message>
      <source>No node</source>
      <translation>Нет узла</translation>
    </message>
    <message>
      <source>No paper</source>
      <translation>Нет бумаги</translation>
    </message>
    <message>
      <source>No scanner</source>
      <translation>Нет сканера</translation>
    </message>
    <message>
      <source>No server</source>
      <translation>Без сервера</translation>
    </message>
    <message>
      <source>Offline {age}</source>
      <translation>Офлайн {age}</translation>
    </message>
    <message>
      <source>Printer off</source>
      <translation>Принтер выкл.</translation>
    </message>
    <message>
      <source>Printer!</source>
      <translation>Принтер!</translation>
    </message>
    <message>
      <source>Scanners {ready} of {count}</source>
      <translation>Сканеры {ready} из {count}</translation>
    </message>
    <message>
      <source>Server!</source>
      <translation>Сервер!</translation>
    </message>
    <message>
      <source>{count} d</source>
      <translation>{count} дн.</translation>
    </message>
    <message>
      <source>{count} h</source>
      <translation>{count} ч</translation>
    </message>
    <message>
      <source>{count} min</source>
      <translation>{count} мин</translation>
    </message>
  </context>
  <context>
    <name>levels</name>
    <message>
      <source>after a return: {purchases}</source>
      <translation>после возврата: {purchases}</translation>
    </message>
    <message>
      <source>assigned by hand</source>
      <translation>назначен вручную</translation>
    </message>
    <message>
      <source>assigned by {name}</source>
      <translation>назначен: {name}</translation>
    </message>
    <message numerus="yes">
      <source>no purchase for %n day(s)</source>
      <translation>
        <numerusform>%n день без покупок</numerusform>
        <numerusform>%n дня без покупок</numerusform>
        <numerusform>%n дней без покупок</numerusform>
      </translation>
    </message>
    <message>
      <source>not below this level</source>
      <translation>не ниже этого уровня</translation>
    </message>
    <message>
      <source>not below this level: {name}</source>
      <translation>не ниже этого уровня: {name}</translation>
    </message>
    <message numerus="yes">
      <source>purchases of {sum} in %n day(s)</source>
      <translation>
        <numerusform>покупки на {sum} за %n день</numerusform>
        <numerusform>покупки на {sum} за %n дня</numerusform>
        <numerusform>покупки на {sum} за %n дней</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>purchases of {sum} in %n month(s)</source>
      <translation>
        <numerusform>покупки на {sum} за %n месяц</numerusform>
        <numerusform>покупки на {sum} за %n месяца</numerusform>
        <numerusform>покупки на {sum} за %n месяцев</numerusform>
      </translation>
    </message>
    <message>
      <source>purchases of {sum} in all</source>
      <translation>покупки на {sum} за всё время</translation>
    </message>
    <message>
      <source>purchases of {sum} this year</source>
      <translation>покупки на {sum} за этот год</translation>
    </message>
    <message>
      <source>version {version} of the programme</source>
      <translation>версия программы {version}</translation>
    </message>
  </context>
  <context>
    <name>limits</name>
    <message>
      <source>All active points of the card: {balance}</source>
      <translation>Это все активные баллы карты: {balance}</translation>
    </message>
    <message>
      <source>At this till now up to {spendable}: for more the server is needed</source>
      <translation>Сейчас на этой кассе — до {spendable}, для остального нужен сервер</translation>
    </message>
    <message>
      <source>Card not known here yet: it earns points but does not spend them</source>
      <translation>Карты пока нет в базе кассы: баллы начислятся, списать нельзя</translation>
    </message>
    <message>
      <source>No active points on the card</source>
      <translation>На карте нет активных баллов</translation>
    </message>
    <message>
      <source>No more points may be spent for now: the programme's limit is reached</source>
      <translation>Достигнут предел списания баллов по программе</translation>
    </message>
    <message>
      <source>Points are not redeemed at this level</source>
      <translation>На этом уровне баллы не списываются</translation>
    </message>
    <message>
      <source>Points are redeemed by {step}</source>
      <translation>Баллы списываются кратно: {step}</translation>
    </message>
    <message>
      <source>Points are spent when the card has {points} or more</source>
      <translation>Баллы можно тратить, когда на карте от {points}</translation>
    </message>
    <message>
      <source>Points cannot make the goods any cheaper</source>
      <translation>Дешевле баллами сделать нельзя</translation>
    </message>
    <message>
      <source>Points cannot take the goods below their lowest price</source>
      <translation>Баллами нельзя оплатить ниже минимальной цены товара</translation>
    </message>
    <message>
      <source>Points of this card cannot be spent at this till now: the server is needed</source>
      <translation>Баллы этой карты сейчас на этой кассе не списать: нужен сервер</translation>
    </message>
    <message>
      <source>Points pay for receipts from {sum}</source>
      <translation>Баллы списываются в чеках от {sum}</translation>
    </message>
    <message>
      <source>Redemption starts at {minimum}, only {available} possible here</source>
      <translation>Списание — от {minimum}, здесь доступно {available}</translation>
    </message>
    <message>
      <source>Scan the buyer's card</source>
      <translation>Отсканируйте карту покупателя</translation>
    </message>
    <message>
      <source>These goods cannot be paid for with points</source>
      <translation>Эти товары баллами не оплачиваются</translation>
    </message>
    <message>
      <source>These goods take points in different shares: here up to {available}</source>
      <translation>Доля баллов у этих товаров разная: здесь до {available}</translation>
    </message>
    <message>
      <source>Up to {share} of the goods that points may pay for</source>
      <translation>До {share} от подходящих товаров</translation>
    </message>
    <message>
      <source>Up to {share} of the receipt</source>
      <translation>До {share} чека</translation>
    </message>
    <message>
      <source>With this promo code points are not spent</source>
      <translation>С этим промокодом баллы не списываются</translation>
    </message>
  </context>
  <context>
    <name>listing</name>
    <message>
      <source>List</source>
      <translation>Список</translation>
    </message>
    <message>
      <source>The list is empty</source>
      <translation>Список пуст</translation>
    </message>
  </context>
  <context>
    <name>login</name>
    <message>
      <source>Leave the training mode</source>
      <translation>Выйти из учебного режима</translation>
    </message>
    <message>
      <source>Locked by {name}</source>
      <translation>Заблокировано: {name}</translation>
    </message>
    <message>
      <source>Log in</source>
      <translation>Войти</translation>
    </message>
    <message>
      <source>Nothing has gone wrong</source>
      <translation>Ошибок нет</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN</translation>
    </message>
    <message>
      <source>Switch off</source>
      <translation>Выключить</translation>
    </message>
    <message>
      <source>The mistake is written down in the log.</source>
      <translation>Ошибка записана в журнал программы.</translation>
    </message>
    <message>
      <source>The till could not be opened</source>
      <translation>Касса не открылась</translation>
    </message>
    <message>
      <source>The till is being opened…</source>
      <translation>Касса открывается…</translation>
    </message>
    <message>
      <source>Training mode</source>
      <translation>Учебный режим</translation>
    </message>
    <message>
      <source>Training mode: everybody's PIN is {pin}</source>
      <translation>Учебный режим: PIN у всех {pin}</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Повторить</translation>
    </message>
    <message>
      <source>Who is at the till?</source>
      <translation>Кто за кассой?</translation>
    </message>
    <message>
      <source>choose your name</source>
      <translation>выберите своё имя</translation>
    </message>
    <message>
      <source>the PIN is being checked</source>
      <translation>PIN проверяется</translation>
    </message>
    <message>
      <source>the till is not open yet</source>
      <translation>касса ещё не открыта</translation>
    </message>
  </context>
  <context>
    <name>manager</name>
    <message numerus="yes">
      <source>%n more column(s) are in PDF and Excel</source>
      <translation>
        <numerusform>Ещё %n столбец есть в PDF и Excel</numerusform>
        <numerusform>Ещё %n столбца есть в PDF и Excel</numerusform>
        <numerusform>Ещё %n столбцов есть в PDF и Excel</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n other(s)</source>
      <translation>
        <numerusform>%n другой</numerusform>
        <numerusform>%n других</numerusform>
        <numerusform>%n других</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n shift(s) are kept anew</source>
      <translation>
        <numerusform>%n смена запомнена заново</numerusform>
        <numerusform>%n смены запомнены заново</numerusform>
        <numerusform>%n смен запомнено заново</numerusform>
      </translation>
    </message>
    <message>
      <source>A point is worth {sum}</source>
      <translation>Балл стоит {sum}</translation>
    </message>
    <message>
      <source>A shift that is not closed yet has no figures here</source>
      <translation>У ещё не закрытой смены здесь нет цифр</translation>
    </message>
    <message>
      <source>Act</source>
      <translation>Действие</translation>
    </message>
    <message>
      <source>All shops and tills that the server has heard</source>
      <translation>Все магазины и кассы, о которых знает сервер</translation>
    </message>
    <message>
      <source>As a chart</source>
      <translation>График</translation>
    </message>
    <message>
      <source>As a table</source>
      <translation>Таблица</translation>
    </message>
    <message>
      <source>Average</source>
      <translation>Средний чек</translation>
    </message>
    <message>
      <source>Average receipt</source>
      <translation>Средний чек</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>By a colleague's PIN</source>
      <translation>По PIN коллеги</translation>
    </message>
    <message>
      <source>By points</source>
      <translation>Баллами</translation>
    </message>
    <message>
      <source>CSV</source>
      <translation>CSV</translation>
    </message>
    <message>
      <source>Came in</source>
      <translation>Пришло</translation>
    </message>
    <message>
      <source>Campaigns and their cost</source>
      <translation>Акции и их стоимость</translation>
    </message>
    <message>
      <source>Cancellations and other acts</source>
      <translation>Аннуляции и другие действия</translation>
    </message>
    <message>
      <source>Cards and points</source>
      <translation>Карты и баллы</translation>
    </message>
    <message>
      <source>Cash expected</source>
      <translation>Должно быть</translation>
    </message>
    <message>
      <source>Cash movement</source>
      <translation>Движение наличных</translation>
    </message>
    <message>
      <source>Cashier</source>
      <translation>Кассир</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Категория</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Изменение</translation>
    </message>
    <message>
      <source>Closed by</source>
      <translation>Закрыл</translation>
    </message>
    <message>
      <source>Cost</source>
      <translation>Стоимость</translation>
    </message>
    <message>
      <source>Cost of turnover</source>
      <translation>Доля в обороте</translation>
    </message>
    <message>
      <source>Counted</source>
      <translation>Насчитано</translation>
    </message>
    <message>
      <source>Day</source>
      <translation>День</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>Разница</translation>
    </message>
    <message>
      <source>Discount</source>
      <translation>Скидка</translation>
    </message>
    <message>
      <source>Discounts</source>
      <translation>Скидки</translation>
    </message>
    <message>
      <source>Discounts by rule</source>
      <translation>Скидки по правилам</translation>
    </message>
    <message>
      <source>Excel</source>
      <translation>Excel</translation>
    </message>
    <message>
      <source>Fell from it</source>
      <translation>Опустились отсюда</translation>
    </message>
    <message>
      <source>Fell to it</source>
      <translation>Опустились сюда</translation>
    </message>
    <message>
      <source>Figure</source>
      <translation>Показатель</translation>
    </message>
    <message>
      <source>Figures of the report</source>
      <translation>Цифры отчёта</translation>
    </message>
    <message>
      <source>Fri</source>
      <translation>пт</translation>
    </message>
    <message>
      <source>From sales</source>
      <translation>От продаж</translation>
    </message>
    <message>
      <source>Given</source>
      <translation>Начислено</translation>
    </message>
    <message>
      <source>Given back</source>
      <translation>Возвращено</translation>
    </message>
    <message>
      <source>Given back, times</source>
      <translation>Возвратов</translation>
    </message>
    <message>
      <source>Hour from</source>
      <translation>С часа</translation>
    </message>
    <message>
      <source>Kept Z reports</source>
      <translation>Хранимые Z-отчёты</translation>
    </message>
    <message>
      <source>Kind of payment</source>
      <translation>Вид оплаты</translation>
    </message>
    <message>
      <source>Lapse in</source>
      <translation>Сгорят в</translation>
    </message>
    <message>
      <source>Lapsed</source>
      <translation>Сгорело</translation>
    </message>
    <message>
      <source>Last month</source>
      <translation>Прошлый месяц</translation>
    </message>
    <message>
      <source>Last week</source>
      <translation>Прошлая неделя</translation>
    </message>
    <message>
      <source>Leave it</source>
      <translation>Не ждать</translation>
    </message>
    <message>
      <source>Left by rounding cash</source>
      <translation>Осталось от округления наличных</translation>
    </message>
    <message>
      <source>Level</source>
      <translation>Уровень</translation>
    </message>
    <message>
      <source>Levels and moves between them</source>
      <translation>Уровни и переходы</translation>
    </message>
    <message>
      <source>Lots</source>
      <translation>Начислений</translation>
    </message>
    <message>
      <source>Made {time}</source>
      <translation>Составлен {time}</translation>
    </message>
    <message>
      <source>Members now</source>
      <translation>Участников сейчас</translation>
    </message>
    <message>
      <source>Mon</source>
      <translation>пн</translation>
    </message>
    <message>
      <source>Money</source>
      <translation>Деньги</translation>
    </message>
    <message>
      <source>Movement</source>
      <translation>Движение</translation>
    </message>
    <message>
      <source>No. {number}, {time}</source>
      <translation>№ {number}, {time}</translation>
    </message>
    <message>
      <source>Nothing to draw</source>
      <translation>Рисовать нечего</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Количество</translation>
    </message>
    <message>
      <source>Of all sales</source>
      <translation>От продаж</translation>
    </message>
    <message>
      <source>Of the server: {names}</source>
      <translation>По данным сервера: {names}</translation>
    </message>
    <message>
      <source>Owed at the beginning</source>
      <translation>Долг в начале</translation>
    </message>
    <message>
      <source>Owed at the end</source>
      <translation>Долг в конце</translation>
    </message>
    <message>
      <source>Own days</source>
      <translation>Свои даты</translation>
    </message>
    <message>
      <source>PDF (A4)</source>
      <translation>PDF (A4)</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>Оплачено</translation>
    </message>
    <message>
      <source>Paid by points</source>
      <translation>Оплачено баллами</translation>
    </message>
    <message>
      <source>Paid, times</source>
      <translation>Оплат</translation>
    </message>
    <message>
      <source>Payments by kind</source>
      <translation>Оплаты по видам</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Сотрудник</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Баллы</translation>
    </message>
    <message>
      <source>Points given</source>
      <translation>Начислено баллов</translation>
    </message>
    <message>
      <source>Points owed now, by the month they lapse</source>
      <translation>Долг в баллах сейчас по месяцам сгорания</translation>
    </message>
    <message>
      <source>Points spent</source>
      <translation>Списано баллов</translation>
    </message>
    <message>
      <source>Points: given, spent, lapsed, owed</source>
      <translation>Баллы: начислено, списано, сгорело, долг</translation>
    </message>
    <message>
      <source>Positions</source>
      <translation>Позиций</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>Печать</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>Товар</translation>
    </message>
    <message>
      <source>Put in: {reason}</source>
      <translation>Внесено: {reason}</translation>
    </message>
    <message>
      <source>Put right by hand</source>
      <translation>Исправлено вручную</translation>
    </message>
    <message>
      <source>Quantity</source>
      <translation>Количество</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>Ставка</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Чеков</translation>
    </message>
    <message>
      <source>Receipts of which kind</source>
      <translation>Какие чеки</translation>
    </message>
    <message>
      <source>Remains</source>
      <translation>Остаётся</translation>
    </message>
    <message>
      <source>Returned</source>
      <translation>Возвращено</translation>
    </message>
    <message>
      <source>Returns</source>
      <translation>Возвраты</translation>
    </message>
    <message>
      <source>Returns: given back and taken back</source>
      <translation>Возвраты: возвращено и отозвано</translation>
    </message>
    <message>
      <source>Rose from it</source>
      <translation>Поднялись отсюда</translation>
    </message>
    <message>
      <source>Rose to it</source>
      <translation>Поднялись сюда</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Правило</translation>
    </message>
    <message>
      <source>Sales</source>
      <translation>Продажи</translation>
    </message>
    <message>
      <source>Sales and returns</source>
      <translation>Продажи и возвраты</translation>
    </message>
    <message>
      <source>Sales by cashier</source>
      <translation>Продажи по кассирам</translation>
    </message>
    <message>
      <source>Sales by category</source>
      <translation>Продажи по категориям</translation>
    </message>
    <message>
      <source>Sales by day</source>
      <translation>Продажи по дням</translation>
    </message>
    <message>
      <source>Sales by hour</source>
      <translation>Продажи по часам</translation>
    </message>
    <message>
      <source>Sales by product</source>
      <translation>Продажи по товарам</translation>
    </message>
    <message>
      <source>Sales by till</source>
      <translation>Продажи по кассам</translation>
    </message>
    <message>
      <source>Sales with a card</source>
      <translation>Продажи с картой</translation>
    </message>
    <message>
      <source>Sales without a card</source>
      <translation>Продажи без карты</translation>
    </message>
    <message>
      <source>Sales without discounts</source>
      <translation>Продажи без скидок</translation>
    </message>
    <message>
      <source>Sat</source>
      <translation>сб</translation>
    </message>
    <message>
      <source>Share</source>
      <translation>Доля</translation>
    </message>
    <message>
      <source>Shift</source>
      <translation>Смена</translation>
    </message>
    <message>
      <source>Shifts and drawer counts</source>
      <translation>Смены и пересчёт ящика</translation>
    </message>
    <message>
      <source>Show these days</source>
      <translation>Показать за эти дни</translation>
    </message>
    <message>
      <source>Sold</source>
      <translation>Продано</translation>
    </message>
    <message>
      <source>Spent</source>
      <translation>Списано</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Сумма</translation>
    </message>
    <message>
      <source>Sun</source>
      <translation>вс</translation>
    </message>
    <message>
      <source>Taken out: {reason}</source>
      <translation>Изъято: {reason}</translation>
    </message>
    <message>
      <source>Takings</source>
      <translation>Выручка</translation>
    </message>
    <message>
      <source>The report is being printed</source>
      <translation>Отчёт печатается</translation>
    </message>
    <message>
      <source>The report is being reckoned…</source>
      <translation>Отчёт считается…</translation>
    </message>
    <message>
      <source>The shift</source>
      <translation>Смена</translation>
    </message>
    <message>
      <source>There was nothing at that time</source>
      <translation>В это время ничего не было</translation>
    </message>
    <message>
      <source>This month</source>
      <translation>Этот месяц</translation>
    </message>
    <message>
      <source>This week</source>
      <translation>Эта неделя</translation>
    </message>
    <message>
      <source>Thu</source>
      <translation>чт</translation>
    </message>
    <message>
      <source>Till</source>
      <translation>Касса</translation>
    </message>
    <message>
      <source>Till {number} of {shop}, this till alone</source>
      <translation>{shop}, касса {number}: только эта касса</translation>
    </message>
    <message>
      <source>Times</source>
      <translation>Раз</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Сегодня</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Итого</translation>
    </message>
    <message>
      <source>Touch the chart to see a figure</source>
      <translation>Коснитесь графика, чтобы увидеть число</translation>
    </message>
    <message>
      <source>Tue</source>
      <translation>вт</translation>
    </message>
    <message>
      <source>Turnover with it</source>
      <translation>Оборот с ней</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>Ед.</translation>
    </message>
    <message>
      <source>VAT</source>
      <translation>НДС</translation>
    </message>
    <message>
      <source>VAT by rate</source>
      <translation>НДС по ставкам</translation>
    </message>
    <message>
      <source>VAT in it</source>
      <translation>НДС в продажах</translation>
    </message>
    <message>
      <source>VAT returned</source>
      <translation>НДС возвратов</translation>
    </message>
    <message>
      <source>Wed</source>
      <translation>ср</translation>
    </message>
    <message>
      <source>Went out</source>
      <translation>Ушло</translation>
    </message>
    <message>
      <source>With a card</source>
      <translation>С картой</translation>
    </message>
    <message>
      <source>Worth</source>
      <translation>В деньгах</translation>
    </message>
    <message>
      <source>Written: {file}</source>
      <translation>Записано: {file}</translation>
    </message>
    <message>
      <source>Yesterday</source>
      <translation>Вчера</translation>
    </message>
    <message>
      <source>from</source>
      <translation>с</translation>
    </message>
    <message>
      <source>from {day}</source>
      <translation>с {day}</translation>
    </message>
    <message>
      <source>gift cards (advance)</source>
      <translation>подарочные карты (аванс)</translation>
    </message>
    <message>
      <source>kg</source>
      <translation>кг</translation>
    </message>
    <message>
      <source>l</source>
      <translation>л</translation>
    </message>
    <message>
      <source>m</source>
      <translation>м</translation>
    </message>
    <message>
      <source>never</source>
      <translation>никогда</translation>
    </message>
    <message>
      <source>of the returns gift cards</source>
      <translation>из возвратов подарочные карты</translation>
    </message>
    <message>
      <source>of the sales gift cards (advance)</source>
      <translation>из продаж подарочные карты (аванс)</translation>
    </message>
    <message>
      <source>of them by a manager's word</source>
      <translation>из них по слову менеджера</translation>
    </message>
    <message>
      <source>pc</source>
      <translation>шт</translation>
    </message>
    <message>
      <source>server</source>
      <translation>сервер</translation>
    </message>
    <message>
      <source>shift {number}, open since {time}</source>
      <translation>смена {number}, открыта {time}</translation>
    </message>
    <message>
      <source>shift {number}, {opened} – {closed}</source>
      <translation>смена {number}, {opened} – {closed}</translation>
    </message>
    <message>
      <source>the program</source>
      <translation>программа</translation>
    </message>
    <message>
      <source>there is no report yet</source>
      <translation>отчёта ещё нет</translation>
    </message>
    <message>
      <source>till</source>
      <translation>касса</translation>
    </message>
    <message>
      <source>to</source>
      <translation>по</translation>
    </message>
    <message>
      <source>to {day}</source>
      <translation>по {day}</translation>
    </message>
    <message>
      <source>without VAT</source>
      <translation>без НДС</translation>
    </message>
    <message>
      <source>without a category</source>
      <translation>без категории</translation>
    </message>
    <message>
      <source>{number} million</source>
      <translation>{number} млн</translation>
    </message>
    <message>
      <source>{number} thousand</source>
      <translation>{number} тыс.</translation>
    </message>
    <message>
      <source>{title}, {period}: {file}</source>
      <translation>{title}, {period}: {file}</translation>
    </message>
  </context>
  <context>
    <name>member</name>
    <message>
      <source>Buyer</source>
      <translation>Покупатель</translation>
    </message>
    <message>
      <source>Progress to the next level</source>
      <translation>До следующего уровня</translation>
    </message>
  </context>
  <context>
    <name>members</name>
    <message>
      <source>it has no card, telephone or e-mail</source>
      <translation>нет ни карты, ни телефона, ни почты</translation>
    </message>
    <message>
      <source>its birthday is not MM-DD or YYYY-MM-DD</source>
      <translation>день рождения не в виде ММ-ДД или ГГГГ-ММ-ДД</translation>
    </message>
    <message>
      <source>its cards and telephones belong to different members</source>
      <translation>карты и телефоны принадлежат разным участникам</translation>
    </message>
    <message>
      <source>its level is not in the programme</source>
      <translation>такого уровня нет в программе</translation>
    </message>
    <message>
      <source>its points are not a number above zero</source>
      <translation>баллы — не число больше нуля</translation>
    </message>
  </context>
  <context>
    <name>menu</name>
    <message>
      <source>A copy of the last slip is being printed</source>
      <translation>Печатается копия последнего чека</translation>
    </message>
    <message>
      <source>About, switch off</source>
      <translation>О программе, выход</translation>
    </message>
    <message>
      <source>Close the shift</source>
      <translation>Закрыть смену</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Цвета</translation>
    </message>
    <message>
      <source>Copy of the last slip</source>
      <translation>Копия последнего чека</translation>
    </message>
    <message>
      <source>Database and copies</source>
      <translation>База и копии</translation>
    </message>
    <message>
      <source>Devices</source>
      <translation>Устройства</translation>
    </message>
    <message>
      <source>Find the buyer</source>
      <translation>Найти покупателя</translation>
    </message>
    <message>
      <source>Gift card: balance</source>
      <translation>Остаток подарочной карты</translation>
    </message>
    <message>
      <source>Head and foot of receipts</source>
      <translation>Шапка и подвал чека</translation>
    </message>
    <message>
      <source>Journal</source>
      <translation>Журнал действий</translation>
    </message>
    <message>
      <source>Kept Z reports</source>
      <translation>Z-отчёты</translation>
    </message>
    <message>
      <source>Large letters</source>
      <translation>Крупные буквы</translation>
    </message>
    <message>
      <source>My PIN</source>
      <translation>Мой PIN</translation>
    </message>
    <message>
      <source>No gift cards are set up</source>
      <translation>Подарочные карты не настроены</translation>
    </message>
    <message>
      <source>No printer is set</source>
      <translation>Принтер не настроен</translation>
    </message>
    <message>
      <source>No shift is open</source>
      <translation>Смена не открыта</translation>
    </message>
    <message>
      <source>No. {number}</source>
      <translation>№ {number}</translation>
    </message>
    <message>
      <source>Notices</source>
      <translation>Уведомления</translation>
    </message>
    <message>
      <source>Only a manager changes receipts</source>
      <translation>Чек меняет только управляющий</translation>
    </message>
    <message>
      <source>Only a manager reads the journal</source>
      <translation>Журнал смотрит только менеджер</translation>
    </message>
    <message>
      <source>Only an administrator changes settings</source>
      <translation>Настройки меняет только администратор</translation>
    </message>
    <message>
      <source>Open a shift</source>
      <translation>Открыть смену</translation>
    </message>
    <message>
      <source>Open the drawer</source>
      <translation>Открыть ящик</translation>
    </message>
    <message>
      <source>Parked receipts</source>
      <translation>Отложенные чеки</translation>
    </message>
    <message>
      <source>People</source>
      <translation>Сотрудники</translation>
    </message>
    <message>
      <source>Person and screen</source>
      <translation>Сотрудник и экран</translation>
    </message>
    <message>
      <source>Printer and slips</source>
      <translation>Принтер и чеки</translation>
    </message>
    <message>
      <source>Put cash in</source>
      <translation>Внести деньги</translation>
    </message>
    <message>
      <source>Receipt</source>
      <translation>Чек</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>Отчёты</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Возврат</translation>
    </message>
    <message>
      <source>Server and queue</source>
      <translation>Сервер и очередь</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Настройки</translation>
    </message>
    <message>
      <source>Shift</source>
      <translation>Смена</translation>
    </message>
    <message>
      <source>Shift and X report</source>
      <translation>Смена и X-отчёт</translation>
    </message>
    <message>
      <source>Sounds</source>
      <translation>Звуки</translation>
    </message>
    <message>
      <source>Take cash out</source>
      <translation>Изъять деньги</translation>
    </message>
    <message>
      <source>The drawer opens; it is written down</source>
      <translation>Ящик открывается; записано в журнал</translation>
    </message>
    <message>
      <source>Till</source>
      <translation>Касса</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>К чеку</translation>
    </message>
    <message>
      <source>Training mode</source>
      <translation>Учебный режим</translation>
    </message>
    <message>
      <source>dark</source>
      <translation>тёмные</translation>
    </message>
    <message>
      <source>hints, the way back</source>
      <translation>подсказки, выход</translation>
    </message>
    <message>
      <source>light</source>
      <translation>светлые</translation>
    </message>
    <message>
      <source>nothing is real there</source>
      <translation>всё понарошку</translation>
    </message>
    <message>
      <source>off</source>
      <translation>выключены</translation>
    </message>
    <message>
      <source>on</source>
      <translation>включены</translation>
    </message>
    <message>
      <source>some wait for the next start</source>
      <translation>часть ждёт запуска</translation>
    </message>
  </context>
  <context>
    <name>messages</name>
    <message>
      <source>Close</source>
      <translation>Закрыть</translation>
    </message>
    <message>
      <source>If it happens again, call the person who looks after the till</source>
      <translation>Если повторится, позовите того, кто обслуживает кассу</translation>
    </message>
    <message>
      <source>The program made a mistake; it is written down, and the till goes on</source>
      <translation>Ошибка программы; она записана, касса работает дальше</translation>
    </message>
  </context>
  <context>
    <name>migration</name>
    <message numerus="yes">
      <source>%n row(s)</source>
      <translation>
        <numerusform>%n строка</numerusform>
        <numerusform>%n строки</numerusform>
        <numerusform>%n строк</numerusform>
      </translation>
    </message>
    <message>
      <source>Accepted:    ____________________ / ____________________ /</source>
      <translation>Принял:  ____________________ / ____________________ /</translation>
    </message>
    <message>
      <source>Author: {author}</source>
      <translation>Ответственный: {author}</translation>
    </message>
    <message>
      <source>Cards</source>
      <translation>Карты</translation>
    </message>
    <message>
      <source>Control totals</source>
      <translation>Контрольные суммы</translation>
    </message>
    <message>
      <source>Control totals: NOT EQUAL, see the lines marked “!”</source>
      <translation>Контрольные суммы НЕ СОШЛИСЬ, смотрите строки со знаком «!»</translation>
    </message>
    <message>
      <source>Control totals: equal</source>
      <translation>Контрольные суммы сошлись</translation>
    </message>
    <message>
      <source>Coupons</source>
      <translation>Купоны</translation>
    </message>
    <message>
      <source>Coupons by kind</source>
      <translation>Купоны по видам</translation>
    </message>
    <message>
      <source>Database: {database}</source>
      <translation>База: {database}</translation>
    </message>
    <message>
      <source>Date: {date}</source>
      <translation>Дата: {date}</translation>
    </message>
    <message>
      <source>E-mails</source>
      <translation>Адреса почты</translation>
    </message>
    <message>
      <source>Everything is already there: nothing was written</source>
      <translation>Всё уже есть: ничего не записано</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Файлы</translation>
    </message>
    <message>
      <source>Handed over: ____________________ / ____________________ /</source>
      <translation>Передал: ____________________ / ____________________ /</translation>
    </message>
    <message>
      <source>Kept:</source>
      <translation>Сохранено:</translation>
    </message>
    <message>
      <source>Left out, and why</source>
      <translation>Не переносится, и почему</translation>
    </message>
    <message>
      <source>Members</source>
      <translation>Участники</translation>
    </message>
    <message>
      <source>Members by level</source>
      <translation>Участники по уровням</translation>
    </message>
    <message>
      <source>Migration of “{source}” into version {version} “{name}”</source>
      <translation>Перенос из «{source}» в версию {version} «{name}»</translation>
    </message>
    <message>
      <source>Nothing was written: besides the refused rows nothing is new</source>
      <translation>Ничего не записано: кроме строк с отказом, нового нет</translation>
    </message>
    <message>
      <source>Nothing was written: rows are refused. --without-refused leaves them out</source>
      <translation>Ничего не записано: есть отказы. Записать без этих строк – ключ --without-refused</translation>
    </message>
    <message>
      <source>Nothing was written: the control totals differ</source>
      <translation>Ничего не записано: контрольные суммы разошлись</translation>
    </message>
    <message>
      <source>Number of the migration: {digest}</source>
      <translation>Номер переноса: {digest}</translation>
    </message>
    <message>
      <source>PROTOCOL OF THE MIGRATION OF A LOYALTY PROGRAMME</source>
      <translation>ПРОТОКОЛ ПЕРЕНОСА ПРОГРАММЫ ЛОЯЛЬНОСТИ</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Баллы</translation>
    </message>
    <message>
      <source>Points by day of expiry</source>
      <translation>Баллы по последнему дню жизни</translation>
    </message>
    <message>
      <source>Points by entries</source>
      <translation>Баллы по проводкам</translation>
    </message>
    <message>
      <source>Points by month of expiry</source>
      <translation>Баллы по месяцу сгорания</translation>
    </message>
    <message>
      <source>Purchases</source>
      <translation>Покупки</translation>
    </message>
    <message>
      <source>Refused, and why</source>
      <translation>Отказано, и почему</translation>
    </message>
    <message>
      <source>Rehearsal: besides the refused rows nothing is new in these files</source>
      <translation>Проба: кроме строк с отказом, нового в файлах нет</translation>
    </message>
    <message>
      <source>Rehearsal: nothing new in these files, everything is already there</source>
      <translation>Проба: нового в файлах нет, всё уже есть в базе</translation>
    </message>
    <message>
      <source>Rehearsal: nothing was written, and nothing will be with these files</source>
      <translation>Проба: ничего не записано, и с этими файлами записано не будет</translation>
    </message>
    <message>
      <source>Rehearsal: nothing was written. Mend the refused rows, or leave them out with --without-refused</source>
      <translation>Проба: ничего не записано. Исправьте строки с отказом или перенесите без них: --write --without-refused</translation>
    </message>
    <message>
      <source>Rehearsal: nothing was written. The same command with --write takes it over</source>
      <translation>Проба: ничего не записано. Записывает та же команда с ключом --write</translation>
    </message>
    <message>
      <source>Sums that cannot be read</source>
      <translation>Нечитаемые суммы</translation>
    </message>
    <message>
      <source>Telephones</source>
      <translation>Телефоны</translation>
    </message>
    <message>
      <source>Turnover, ₽</source>
      <translation>Оборот, ₽</translation>
    </message>
    <message>
      <source>Written, all of it in one transaction</source>
      <translation>Записано целиком, одной транзакцией</translation>
    </message>
    <message>
      <source>a purchase of this number stands twice</source>
      <translation>покупка с этим номером стоит дважды</translation>
    </message>
    <message>
      <source>a spreadsheet has spoiled the number: its last digits are lost</source>
      <translation>электронная таблица испортила номер: последние цифры потеряны</translation>
    </message>
    <message>
      <source>already there</source>
      <translation>уже есть</translation>
    </message>
    <message>
      <source>another row is the same account already</source>
      <translation>тот же счёт уже занят другой строкой</translation>
    </message>
    <message>
      <source>cards</source>
      <translation>карты</translation>
    </message>
    <message>
      <source>coupons</source>
      <translation>купоны</translation>
    </message>
    <message>
      <source>database after</source>
      <translation>в базе после</translation>
    </message>
    <message>
      <source>database before</source>
      <translation>в базе до</translation>
    </message>
    <message>
      <source>dates that cannot be read</source>
      <translation>нечитаемые сроки</translation>
    </message>
    <message>
      <source>in files</source>
      <translation>в файлах</translation>
    </message>
    <message>
      <source>it belongs already to another account</source>
      <translation>уже принадлежит другому счёту</translation>
    </message>
    <message>
      <source>it is not said whose it is: no member, card, telephone or e-mail</source>
      <translation>не сказано, чьё это: нет ни участника, ни карты, ни телефона, ни почты</translation>
    </message>
    <message>
      <source>it stands on the same member already</source>
      <translation>уже стоит у того же участника</translation>
    </message>
    <message>
      <source>it was brought in before with another sum</source>
      <translation>уже перенесено раньше с другой суммой</translation>
    </message>
    <message>
      <source>its cards and telephones belong already to different accounts</source>
      <translation>карты и телефоны уже принадлежат разным счетам</translation>
    </message>
    <message>
      <source>its member is refused</source>
      <translation>участнику этой строки отказано</translation>
    </message>
    <message>
      <source>its member stands in none of the files and is not registered</source>
      <translation>участника нет ни в файлах, ни в базе</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>не переносится</translation>
    </message>
    <message>
      <source>members</source>
      <translation>участники</translation>
    </message>
    <message>
      <source>more cells than there are titles</source>
      <translation>ячеек больше, чем заголовков</translation>
    </message>
    <message>
      <source>more than two decimals</source>
      <translation>больше двух знаков после запятой</translation>
    </message>
    <message>
      <source>no card, telephone or e-mail</source>
      <translation>нет ни карты, ни телефона, ни почты</translation>
    </message>
    <message>
      <source>no date</source>
      <translation>нет даты</translation>
    </message>
    <message>
      <source>no rule of the programme takes this coupon</source>
      <translation>ни одно правило программы не принимает этот купон</translation>
    </message>
    <message>
      <source>points</source>
      <translation>баллы</translation>
    </message>
    <message>
      <source>points of this number stand twice</source>
      <translation>начисление с этим номером стоит дважды</translation>
    </message>
    <message>
      <source>purchases</source>
      <translation>покупки</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>отказано</translation>
    </message>
    <message>
      <source>taken</source>
      <translation>взято</translation>
    </message>
    <message>
      <source>the account that it belongs to was erased</source>
      <translation>счёт, которому это принадлежит, удалён</translation>
    </message>
    <message>
      <source>the balance is below zero</source>
      <translation>остаток меньше нуля</translation>
    </message>
    <message>
      <source>the birthday is not a date</source>
      <translation>день рождения – не дата</translation>
    </message>
    <message>
      <source>the card stands on another member too</source>
      <translation>карта стоит и у другого участника</translation>
    </message>
    <message>
      <source>the coupon has expired already</source>
      <translation>срок купона уже вышел</translation>
    </message>
    <message>
      <source>the date is not written in any of the ways allowed</source>
      <translation>дата записана не так, как разрешено</translation>
    </message>
    <message>
      <source>the e-mail is none</source>
      <translation>это не адрес почты</translation>
    </message>
    <message>
      <source>the e-mail stands on another member too</source>
      <translation>почта стоит и у другого участника</translation>
    </message>
    <message>
      <source>the level is neither in the mapping nor in the programme</source>
      <translation>уровня нет ни в файле соответствий, ни в программе</translation>
    </message>
    <message>
      <source>the member stands twice</source>
      <translation>участник стоит дважды</translation>
    </message>
    <message>
      <source>the number is too large</source>
      <translation>число слишком велико</translation>
    </message>
    <message>
      <source>the number of the card is not 3 to 64 letters and digits</source>
      <translation>номер карты – не от 3 до 64 букв и цифр</translation>
    </message>
    <message>
      <source>the number of uses is not a whole number from 1 to 1000</source>
      <translation>число использований – не целое от 1 до 1000</translation>
    </message>
    <message>
      <source>the points are not a number</source>
      <translation>баллы – не число</translation>
    </message>
    <message>
      <source>the points expire before they become active</source>
      <translation>баллы сгорают раньше, чем начнут действовать</translation>
    </message>
    <message>
      <source>the points have expired already</source>
      <translation>баллы уже сгорели</translation>
    </message>
    <message>
      <source>the purchase lies in the future</source>
      <translation>покупка в будущем</translation>
    </message>
    <message>
      <source>the state is none that is known</source>
      <translation>неизвестное состояние</translation>
    </message>
    <message>
      <source>the sum is not in roubles and kopecks</source>
      <translation>сумма – не рубли и копейки</translation>
    </message>
    <message>
      <source>the telephone is not a whole number</source>
      <translation>номер телефона неполный</translation>
    </message>
    <message>
      <source>the telephone of another member; the member is taken without it</source>
      <translation>телефон другого участника; участник взят без него</translation>
    </message>
    <message>
      <source>the telephone stands on another member too</source>
      <translation>телефон стоит и у другого участника</translation>
    </message>
    <message>
      <source>two members claim what it names, so nobody knows whose it is</source>
      <translation>этот номер стоит у двух участников, и чьё это – неизвестно</translation>
    </message>
    <message>
      <source>unknown level</source>
      <translation>неизвестный уровень</translation>
    </message>
    <message>
      <source>without an end</source>
      <translation>бессрочные</translation>
    </message>
    <message>
      <source>{key}: {lost} of the files unaccounted for, {more} too much in the database</source>
      <translation>{key}: {lost} из файлов не учтено, {more} лишнего в базе</translation>
    </message>
  </context>
  <context>
    <name>notices</name>
    <message>
      <source>All is well: nothing has to be seen to.</source>
      <translation>Всё в порядке: дел нет.</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Close the shift</source>
      <translation>Закрыть смену</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Ошибка</translation>
    </message>
    <message>
      <source>Everything is being looked at once more</source>
      <translation>Всё проверяется ещё раз</translation>
    </message>
    <message>
      <source>Good to know</source>
      <translation>К сведению</translation>
    </message>
    <message>
      <source>It is put off already</source>
      <translation>Уже отложено</translation>
    </message>
    <message>
      <source>Look again</source>
      <translation>Проверить снова</translation>
    </message>
    <message>
      <source>Look at it</source>
      <translation>Посмотреть</translation>
    </message>
    <message>
      <source>Nothing has to be done about it</source>
      <translation>Ничего делать не нужно</translation>
    </message>
    <message>
      <source>Notices</source>
      <translation>Уведомления</translation>
    </message>
    <message>
      <source>Put off for today: {seen}. It comes back when it gets worse</source>
      <translation>Отложено на сегодня: {seen}. Вернётся, если станет хуже</translation>
    </message>
    <message>
      <source>Seen, put off for today</source>
      <translation>Отложить на сегодня</translation>
    </message>
    <message>
      <source>Switch off and on</source>
      <translation>Выключить и включить</translation>
    </message>
    <message>
      <source>There is nothing to see to</source>
      <translation>Дел нет</translation>
    </message>
    <message>
      <source>To the device</source>
      <translation>К устройству</translation>
    </message>
    <message>
      <source>To the journal</source>
      <translation>К журналу</translation>
    </message>
    <message>
      <source>To the reports</source>
      <translation>К отчётам</translation>
    </message>
    <message>
      <source>To the settings</source>
      <translation>К настройкам</translation>
    </message>
    <message>
      <source>Warning</source>
      <translation>Предупреждение</translation>
    </message>
    <message>
      <source>seen by {name} at {time}</source>
      <translation>просмотрено: {name}, {time}</translation>
    </message>
  </context>
  <context>
    <name>offers</name>
    <message numerus="yes">
      <source>%n more</source>
      <translation>
        <numerusform>Ещё %n</numerusform>
        <numerusform>Ещё %n</numerusform>
        <numerusform>Ещё %n</numerusform>
      </translation>
    </message>
    <message>
      <source>A gift: {goods}</source>
      <translation>Подарок: {goods}</translation>
    </message>
    <message>
      <source>Add the gift</source>
      <translation>Добавить подарок</translation>
    </message>
    <message>
      <source>Apply</source>
      <translation>Применить</translation>
    </message>
    <message>
      <source>It is limited, and all of it has been used</source>
      <translation>Число ограничено, и всё уже использовано</translation>
    </message>
    <message>
      <source>It is limited, and other tills hold what is left of it</source>
      <translation>Число ограничено, остаток сейчас у других касс</translation>
    </message>
    <message>
      <source>It is limited, only the server knows what is left: no connection</source>
      <translation>Число ограничено, остаток знает только сервер, а связи с ним нет</translation>
    </message>
    <message>
      <source>Less than usual: its limit is reached</source>
      <translation>Меньше обычного: достигнут предел акции</translation>
    </message>
    <message>
      <source>No promo code is on this receipt.</source>
      <translation>На чеке нет промокодов.</translation>
    </message>
    <message>
      <source>Offer a card</source>
      <translation>Предложите карту</translation>
    </message>
    <message>
      <source>Promo code</source>
      <translation>Промокод</translation>
    </message>
    <message>
      <source>Promo codes and gifts</source>
      <translation>Промокоды и подарки</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Убрать</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>К чеку</translation>
    </message>
    <message>
      <source>Touch a gift first</source>
      <translation>Сначала нажмите на подарок в списке</translation>
    </message>
    <message>
      <source>Touch a promo code first</source>
      <translation>Сначала нажмите на промокод в списке</translation>
    </message>
    <message>
      <source>for this purchase +{points}</source>
      <translation>за эту покупку +{points}</translation>
    </message>
    <message>
      <source>limit reached</source>
      <translation>предел акции</translation>
    </message>
    <message>
      <source>scan it, or touch here</source>
      <translation>отсканируйте или нажмите</translation>
    </message>
    <message>
      <source>scan one of them</source>
      <translation>отсканируйте один из них</translation>
    </message>
    <message>
      <source>show all</source>
      <translation>показать все</translation>
    </message>
    <message>
      <source>type or scan a promo code</source>
      <translation>наберите или отсканируйте промокод</translation>
    </message>
    <message>
      <source>used up</source>
      <translation>всё уже использовано</translation>
    </message>
    <message>
      <source>{names} and others</source>
      <translation>{names} и другие</translation>
    </message>
  </context>
  <context>
    <name>opening</name>
    <message>
      <source>A card payment was not finished</source>
      <translation>Оплата картой не завершена</translation>
    </message>
    <message>
      <source>A refund on the terminal was not finished</source>
      <translation>Возврат на терминале не закончен</translation>
    </message>
    <message>
      <source>Checking the database after a sudden stop…</source>
      <translation>Проверяем базу данных после внезапной остановки…</translation>
    </message>
    <message numerus="yes">
      <source>It is not known whether %n slip(s) were printed</source>
      <translation>
        <numerusform>Неизвестно, напечатан ли %n чек</numerusform>
        <numerusform>Неизвестно, напечатаны ли %n чека</numerusform>
        <numerusform>Неизвестно, напечатаны ли %n чеков</numerusform>
      </translation>
    </message>
    <message>
      <source>Keeping a copy of the database before it is changed…</source>
      <translation>Сохраняется копия базы данных перед её изменением…</translation>
    </message>
    <message>
      <source>Look at the printer and answer in the list of slips</source>
      <translation>Посмотрите на принтер и ответьте в списке чеков</translation>
    </message>
    <message>
      <source>Look at the terminal's slip and say whether it was approved</source>
      <translation>Посмотрите слип терминала и скажите, одобрена ли она</translation>
    </message>
    <message>
      <source>Points can be spent again after the next contact with the server</source>
      <translation>Баллы снова можно списывать после связи с сервером</translation>
    </message>
    <message>
      <source>Preparing the database…</source>
      <translation>Готовим базу данных…</translation>
    </message>
    <message>
      <source>The database comes from another computer</source>
      <translation>База данных перенесена с другого компьютера</translation>
    </message>
    <message>
      <source>The database is an older copy than the one that stopped here</source>
      <translation>База данных — более старая копия, чем та, что работала здесь</translation>
    </message>
    <message>
      <source>The terminal is asked what became of it as soon as somebody logs in</source>
      <translation>Касса спросит терминал, что с ней стало, как только кто-нибудь войдёт</translation>
    </message>
    <message>
      <source>The till was stopped suddenly: the receipt is back</source>
      <translation>Касса была внезапно остановлена: чек восстановлен</translation>
    </message>
  </context>
  <context>
    <name>parked</name>
    <message numerus="yes">
      <source>%n parked receipt(s)</source>
      <translation>
        <numerusform>%n отложенный чек</numerusform>
        <numerusform>%n отложенных чека</numerusform>
        <numerusform>%n отложенных чеков</numerusform>
      </translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>It is empty</source>
      <translation>Пустой</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Имя</translation>
    </message>
    <message>
      <source>No receipt is parked at this till.</source>
      <translation>На этой кассе нет отложенных чеков.</translation>
    </message>
    <message>
      <source>Park this receipt</source>
      <translation>Отложить этот чек</translation>
    </message>
    <message>
      <source>Take up</source>
      <translation>Продолжить</translation>
    </message>
    <message>
      <source>The parked receipt is thrown away; it is written down</source>
      <translation>Отложенный чек выброшен; записано в журнал</translation>
    </message>
    <message>
      <source>The receipt is on the screen again; nothing has changed since</source>
      <translation>Чек снова на экране, цены прежние</translation>
    </message>
    <message>
      <source>The receipt is parked</source>
      <translation>Чек отложен</translation>
    </message>
    <message>
      <source>The receipt on the screen</source>
      <translation>Чек на экране</translation>
    </message>
    <message>
      <source>The receipt on the screen is empty</source>
      <translation>Чек на экране пуст</translation>
    </message>
    <message>
      <source>Throw away</source>
      <translation>Выбросить</translation>
    </message>
    <message>
      <source>Touch a parked receipt first</source>
      <translation>Сначала выберите отложенный чек</translation>
    </message>
    <message>
      <source>park the receipt on the screen first</source>
      <translation>сначала отложите чек на экране</translation>
    </message>
    <message>
      <source>touch a parked receipt</source>
      <translation>выберите чек</translation>
    </message>
    <message>
      <source>with or without a name</source>
      <translation>с именем или без</translation>
    </message>
  </context>
  <context>
    <name>parking</name>
    <message numerus="yes">
      <source>%n line(s)</source>
      <translation>
        <numerusform>%n позиция</numerusform>
        <numerusform>%n позиции</numerusform>
        <numerusform>%n позиций</numerusform>
      </translation>
    </message>
    <message>
      <source>Receipt No. {number}</source>
      <translation>Чек № {number}</translation>
    </message>
  </context>
  <context>
    <name>payment</name>
    <message>
      <source>A card has been charged: pay the rest</source>
      <translation>С карты уже списано: примите остаток</translation>
    </message>
    <message>
      <source>A copy is being printed</source>
      <translation>Печатается копия</translation>
    </message>
    <message>
      <source>A gift card is sold on this receipt</source>
      <translation>В этом чеке продаётся подарочная карта</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>Одобрено</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>Спросить снова</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>By card</source>
      <translation>По карте</translation>
    </message>
    <message>
      <source>Call a manager: the money is to be moved back on the terminal</source>
      <translation>Позовите менеджера: деньги нужно вернуть на терминале</translation>
    </message>
    <message>
      <source>Call a manager: the slip with that number is to be found</source>
      <translation>Позовите менеджера: нужно найти слип с этим номером</translation>
    </message>
    <message>
      <source>Cancel it</source>
      <translation>Отменить</translation>
    </message>
    <message>
      <source>Card</source>
      <translation>Карта</translation>
    </message>
    <message>
      <source>Cash</source>
      <translation>Наличные</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Сдача</translation>
    </message>
    <message>
      <source>Change {sum}</source>
      <translation>Сдача {sum}</translation>
    </message>
    <message>
      <source>Declined</source>
      <translation>Отказ</translation>
    </message>
    <message>
      <source>Earned: {points}</source>
      <translation>Начислено: {points}</translation>
    </message>
    <message>
      <source>Exact: {sum}</source>
      <translation>Без сдачи: {sum}</translation>
    </message>
    <message>
      <source>Fast Payments</source>
      <translation>СБП</translation>
    </message>
    <message>
      <source>Finish the payment, or go back to the receipt and scan again</source>
      <translation>Закончите оплату или вернитесь к чеку и сканируйте снова</translation>
    </message>
    <message>
      <source>For a part of the sum, type it first; without a scanner type the card's number</source>
      <translation>Для части суммы сначала наберите её; без сканера наберите номер карты</translation>
    </message>
    <message>
      <source>Gift card</source>
      <translation>Подарочная карта</translation>
    </message>
    <message>
      <source>Gift card {card}</source>
      <translation>Подарочная карта {card}</translation>
    </message>
    <message>
      <source>Gift card {card}: {balance}</source>
      <translation>На подарочной карте {card}: {balance}</translation>
    </message>
    <message>
      <source>Give the cash back</source>
      <translation>Вернуть наличные</translation>
    </message>
    <message>
      <source>Give the cash back to the buyer: {sum}</source>
      <translation>Верните покупателю наличные: {sum}</translation>
    </message>
    <message>
      <source>In cash</source>
      <translation>Наличными</translation>
    </message>
    <message>
      <source>In cash {sum}</source>
      <translation>Наличными {sum}</translation>
    </message>
    <message>
      <source>It has printed</source>
      <translation>Напечатан</translation>
    </message>
    <message>
      <source>It is being cancelled on the terminal…</source>
      <translation>Оплата отменяется на терминале…</translation>
    </message>
    <message>
      <source>It must not be done a second time. Where the terminal stays silent look at its last slip: approved, type its number; no slip, cancel.</source>
      <translation>Второй раз проводить нельзя. Если терминал молчит, посмотрите его последний слип: одобрено — наберите номер, слипа нет — отмените.</translation>
    </message>
    <message>
      <source>Left to pay</source>
      <translation>Осталось</translation>
    </message>
    <message>
      <source>Look at the new sum, then pay again</source>
      <translation>Посмотрите новую сумму и оплатите снова</translation>
    </message>
    <message>
      <source>Next receipt</source>
      <translation>Следующий чек</translation>
    </message>
    <message>
      <source>No card has been asked for</source>
      <translation>Оплата картой не начата</translation>
    </message>
    <message>
      <source>No cash has been taken</source>
      <translation>Наличных не получено</translation>
    </message>
    <message>
      <source>Nobody doubts that it prints</source>
      <translation>Сомнений в печати нет</translation>
    </message>
    <message>
      <source>Nothing has been taken yet</source>
      <translation>Пока ничего не получено</translation>
    </message>
    <message>
      <source>Number of the slip</source>
      <translation>Номер слипа</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>Оплачено</translation>
    </message>
    <message>
      <source>Print a copy</source>
      <translation>Печатать копию</translation>
    </message>
    <message>
      <source>Print on “{printer}”</source>
      <translation>Печатать на «{printer}»</translation>
    </message>
    <message>
      <source>Put this sum on the terminal. Approved: type the number from its slip and touch “Approved”. Declined: touch “Declined”. If the terminal is silent, print its last slip or its report: the card must not be charged twice.</source>
      <translation>Введите эту сумму на терминале. Одобрено — наберите номер со слипа и нажмите «Одобрено». Отказ — нажмите «Отказ». Если терминал молчит, напечатайте его последний слип или сверку: списывать с карты дважды нельзя.</translation>
    </message>
    <message>
      <source>Receipt {number} is paid</source>
      <translation>Чек {number} оплачен</translation>
    </message>
    <message>
      <source>Receipt {number}: change {change}</source>
      <translation>Чек {number}: сдача {change}</translation>
    </message>
    <message>
      <source>Received, ₽</source>
      <translation>Получено, ₽</translation>
    </message>
    <message>
      <source>SBP</source>
      <translation>СБП</translation>
    </message>
    <message>
      <source>Scan the gift card</source>
      <translation>Отсканируйте подарочную карту</translation>
    </message>
    <message>
      <source>Spent: {points}</source>
      <translation>Списано: {points}</translation>
    </message>
    <message>
      <source>Take cash</source>
      <translation>Принять</translation>
    </message>
    <message>
      <source>The card came before the money: the receipt has it</source>
      <translation>Карта успела до денег: она в чеке</translation>
    </message>
    <message>
      <source>The card's answer comes first</source>
      <translation>Сначала ответ по карте</translation>
    </message>
    <message>
      <source>The next scan begins the next receipt.</source>
      <translation>Следующее сканирование начнёт новый чек.</translation>
    </message>
    <message>
      <source>The receipt is being paid: the scan was not taken</source>
      <translation>Идёт оплата: сканирование не принято</translation>
    </message>
    <message>
      <source>The server is asked about the gift card…</source>
      <translation>Спрашиваем сервер о подарочной карте…</translation>
    </message>
    <message>
      <source>The slip itself has not been printed yet</source>
      <translation>Сам чек ещё не напечатан</translation>
    </message>
    <message>
      <source>The terminal did move {sum}, though “declined” was answered for it</source>
      <translation>Терминал всё-таки провёл {sum}, хотя за него ответили «Отказ»</translation>
    </message>
    <message numerus="yes">
      <source>The terminal did not answer, %n time(s) by now. It is asked on what became of it.</source>
      <translation>
        <numerusform>Терминал не ответил, уже %n раз. Касса спрашивает его дальше.</numerusform>
        <numerusform>Терминал не ответил, уже %n раза. Касса спрашивает его дальше.</numerusform>
        <numerusform>Терминал не ответил, уже %n раз. Касса спрашивает его дальше.</numerusform>
      </translation>
    </message>
    <message>
      <source>The terminal did not move {sum}, though “approved” was answered for it</source>
      <translation>Терминал не провёл {sum}, хотя за него ответили «Одобрено»</translation>
    </message>
    <message>
      <source>The terminal has declined</source>
      <translation>Терминал отказал</translation>
    </message>
    <message>
      <source>The terminal is being asked what became of it…</source>
      <translation>Касса спрашивает терминал, что стало с оплатой…</translation>
    </message>
    <message>
      <source>The terminal is off or cannot be reached</source>
      <translation>Терминал выключен или недоступен</translation>
    </message>
    <message>
      <source>The terminal waits for the card. Its answer comes here by itself.</source>
      <translation>Терминал ждёт карту. Ответ придёт сюда сам.</translation>
    </message>
    <message>
      <source>The terminal's answer could not be kept. Touch “Ask again”.</source>
      <translation>Ответ терминала не удалось сохранить. Нажмите «Спросить снова».</translation>
    </message>
    <message>
      <source>The till was stopped while the terminal was asked. Do not charge again: look at the terminal's last slip. Approved: type its number and touch “Approved”. No slip or a refusal: touch “Declined”.</source>
      <translation>Касса остановилась, пока ждала терминал. Не проводите карту заново: посмотрите последний слип терминала. Одобрено — наберите номер со слипа и нажмите «Одобрено». Отказ или слипа нет — нажмите «Отказ».</translation>
    </message>
    <message>
      <source>There is no slip to copy</source>
      <translation>Копировать нечего</translation>
    </message>
    <message>
      <source>This is not the number of a gift card: {text}</source>
      <translation>Это не номер подарочной карты: {text}</translation>
    </message>
    <message>
      <source>This shop has no gift cards</source>
      <translation>В этом магазине нет подарочных карт</translation>
    </message>
    <message>
      <source>This till has no printer.</source>
      <translation>У этой кассы нет принтера.</translation>
    </message>
    <message>
      <source>To pay</source>
      <translation>К оплате</translation>
    </message>
    <message>
      <source>Type all digits of the card, or scan it</source>
      <translation>Наберите все цифры карты или отсканируйте её</translation>
    </message>
    <message>
      <source>Undo payments</source>
      <translation>Снять оплату</translation>
    </message>
    <message>
      <source>Without change</source>
      <translation>Без сдачи</translation>
    </message>
    <message>
      <source>approved, {reference}</source>
      <translation>одобрено, {reference}</translation>
    </message>
    <message>
      <source>by the number typed</source>
      <translation>по введённому номеру</translation>
    </message>
    <message>
      <source>declined</source>
      <translation>отказ</translation>
    </message>
    <message>
      <source>earned {change}</source>
      <translation>начислится {change}</translation>
    </message>
    <message>
      <source>or scan</source>
      <translation>или сканируйте</translation>
    </message>
    <message>
      <source>received</source>
      <translation>получено</translation>
    </message>
    <message>
      <source>spent points {change}</source>
      <translation>списание {change}</translation>
    </message>
    <message>
      <source>the terminal answers by itself</source>
      <translation>терминал ответит сам</translation>
    </message>
    <message>
      <source>the terminal is asked</source>
      <translation>касса спрашивает терминал</translation>
    </message>
    <message>
      <source>touch a note or type the sum</source>
      <translation>купюра или сумма</translation>
    </message>
    <message>
      <source>type the number from the slip</source>
      <translation>введите номер со слипа</translation>
    </message>
    <message>
      <source>unknown: look at the terminal's slip</source>
      <translation>неизвестно: посмотрите слип терминала</translation>
    </message>
    <message>
      <source>waits for the terminal</source>
      <translation>ждём терминал</translation>
    </message>
    <message>
      <source>{sum} is missing</source>
      <translation>Не хватает {sum}</translation>
    </message>
    <message>
      <source>{sum} will be left</source>
      <translation>останется {sum}</translation>
    </message>
  </context>
  <context>
    <name>people</name>
    <message>
      <source>A badge's numbers belong into the settings: [[selling.card_masks]], kind badge</source>
      <translation>Номера бейджей задаются в настройках: [[selling.card_masks]], kind badge</translation>
    </message>
    <message>
      <source>Add a person</source>
      <translation>Добавить</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Let go</source>
      <translation>Уволить</translation>
    </message>
    <message>
      <source>Let in again</source>
      <translation>Вернуть</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Имя</translation>
    </message>
    <message>
      <source>New PIN</source>
      <translation>Новый PIN</translation>
    </message>
    <message>
      <source>No badge</source>
      <translation>Убрать бейдж</translation>
    </message>
    <message>
      <source>Nobody is known here.</source>
      <translation>Здесь никого нет.</translation>
    </message>
    <message>
      <source>Only an administrator changes people</source>
      <translation>Сотрудников меняет только администратор</translation>
    </message>
    <message>
      <source>People</source>
      <translation>Сотрудники</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Переименовать</translation>
    </message>
    <message>
      <source>Rights</source>
      <translation>Права</translation>
    </message>
    <message>
      <source>Scan a badge to give it to the person touched</source>
      <translation>Чтобы выдать бейдж, отсканируйте его</translation>
    </message>
    <message>
      <source>Somebody here is called {name} already</source>
      <translation>{name} здесь уже есть</translation>
    </message>
    <message>
      <source>This is no badge</source>
      <translation>Это не бейдж</translation>
    </message>
    <message>
      <source>Touch a person first</source>
      <translation>Сначала выберите сотрудника</translation>
    </message>
    <message>
      <source>Touch the person first, then scan the badge</source>
      <translation>Сначала коснитесь сотрудника, затем отсканируйте бейдж</translation>
    </message>
    <message>
      <source>Type the new name first</source>
      <translation>Сначала введите новое имя</translation>
    </message>
    <message>
      <source>badge</source>
      <translation>бейдж</translation>
    </message>
    <message>
      <source>does not work here any more</source>
      <translation>больше не работает</translation>
    </message>
    <message>
      <source>for an administrator</source>
      <translation>для администратора</translation>
    </message>
    <message>
      <source>type the name</source>
      <translation>введите имя</translation>
    </message>
    <message>
      <source>{name} can no longer log in</source>
      <translation>{name} больше не может войти</translation>
    </message>
    <message>
      <source>{name} logs in by this badge now</source>
      <translation>{name}: вход по этому бейджу</translation>
    </message>
    <message>
      <source>{name}: {role}</source>
      <translation>{name}: {role}</translation>
    </message>
  </context>
  <context>
    <name>permission</name>
    <message>
      <source>A colleague with this right types the PIN or scans the badge: it is written down.</source>
      <translation>Коллега с этим правом набирает PIN или сканирует бейдж: это записывается.</translation>
    </message>
    <message>
      <source>Allow once</source>
      <translation>Разрешить</translation>
    </message>
    <message>
      <source>Without it</source>
      <translation>Отказаться</translation>
    </message>
  </context>
  <context>
    <name>pin</name>
    <message>
      <source>4 to 8 digits, not all the same and not 1234. Nobody else sees them.</source>
      <translation>От 4 до 8 цифр, не одинаковые и не 1234. Их никто не увидит.</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Keep this PIN</source>
      <translation>Сохранить</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Дальше</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN</translation>
    </message>
    <message>
      <source>PIN of {name}</source>
      <translation>PIN: {name}</translation>
    </message>
    <message>
      <source>The PIN of {name} is kept</source>
      <translation>PIN сохранён: {name}</translation>
    </message>
    <message>
      <source>The PIN you have now</source>
      <translation>Нынешний PIN</translation>
    </message>
    <message>
      <source>The PIN you were given was for one log-in: choose one that nobody else knows.</source>
      <translation>PIN, который вам выдали, — на один вход: выберите свой, которого никто больше не знает.</translation>
    </message>
    <message>
      <source>The new PIN</source>
      <translation>Новый PIN</translation>
    </message>
    <message>
      <source>The new PIN once more</source>
      <translation>Новый PIN ещё раз</translation>
    </message>
    <message>
      <source>The two are not the same</source>
      <translation>PIN не совпали</translation>
    </message>
    <message>
      <source>Type the new PIN again</source>
      <translation>Введите новый PIN ещё раз</translation>
    </message>
    <message>
      <source>the PIN is being kept</source>
      <translation>PIN сохраняется</translation>
    </message>
    <message>
      <source>type the PIN</source>
      <translation>введите PIN</translation>
    </message>
  </context>
  <context>
    <name>points</name>
    <message numerus="yes">
      <source>%n point(s)</source>
      <translation>
        <numerusform>%n балл</numerusform>
        <numerusform>%n балла</numerusform>
        <numerusform>%n баллов</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>practice</name>
    <message>
      <source>A payment or refund is not finished</source>
      <translation>Оплата или возврат не закончены</translation>
    </message>
    <message>
      <source>A touch is a scan; the telephone can be typed at Buyer</source>
      <translation>Касание — как скан; телефон можно набрать в «Покупатель»</translation>
    </message>
    <message>
      <source>Anna K.</source>
      <translation>Анна К.</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Back to the real till…</source>
      <translation>Возврат к настоящей кассе…</translation>
    </message>
    <message>
      <source>Blank card</source>
      <translation>Чистая карта</translation>
    </message>
    <message>
      <source>Boris Zh.</source>
      <translation>Борис Ж.</translation>
    </message>
    <message>
      <source>Card payments are approved at once; the real terminal is not asked.</source>
      <translation>Оплата картой одобряется сразу; настоящий терминал не спрашивают.</translation>
    </message>
    <message>
      <source>Card payments: type any number as that of the terminal's slip.</source>
      <translation>Оплата картой: вместо номера слипа наберите любой номер.</translation>
    </message>
    <message>
      <source>Cards to practise with</source>
      <translation>Учебные карты</translation>
    </message>
    <message>
      <source>Choose a card first</source>
      <translation>Сначала выберите карту</translation>
    </message>
    <message>
      <source>Everybody's PIN here is {pin}.</source>
      <translation>PIN здесь у всех — {pin}.</translation>
    </message>
    <message>
      <source>Finish it first, then practise</source>
      <translation>Сначала закончите, потом учитесь</translation>
    </message>
    <message>
      <source>Gleb D.</source>
      <translation>Глеб Д.</translation>
    </message>
    <message>
      <source>Goods and prices are the shop's. Receipts, shifts, points and the journal are of this training alone; nothing goes to the server, and the drawer stays shut.</source>
      <translation>Товары и цены настоящие. Чеки, смены, баллы и журнал — только учебные; на сервер ничего не уходит, ящик не открывается.</translation>
    </message>
    <message>
      <source>Goods and programme are being copied…</source>
      <translation>Копируются товары и программа…</translation>
    </message>
    <message>
      <source>Hints at the top show cards, the PIN and the way back</source>
      <translation>«Подсказки» вверху: карты, PIN и выход</translation>
    </message>
    <message>
      <source>Learner</source>
      <translation>Ученик</translation>
    </message>
    <message>
      <source>Leave the training mode</source>
      <translation>Выйти из учебного режима</translation>
    </message>
    <message>
      <source>Mentor</source>
      <translation>Наставник</translation>
    </message>
    <message>
      <source>Nothing is printed.</source>
      <translation>Ничего не печатается.</translation>
    </message>
    <message>
      <source>Scan the card</source>
      <translation>Сканировать карту</translation>
    </message>
    <message>
      <source>Slips come out marked PRACTICE RECEIPT.</source>
      <translation>Чеки печатаются с пометкой «УЧЕБНЫЙ ЧЕК».</translation>
    </message>
    <message>
      <source>The settings describe no cards: use the telephones.</source>
      <translation>В настройках нет карт: ищите по телефону.</translation>
    </message>
    <message>
      <source>The training mode is being opened…</source>
      <translation>Открывается учебный режим…</translation>
    </message>
    <message>
      <source>Training mode</source>
      <translation>Учебный режим</translation>
    </message>
    <message>
      <source>Training mode: nothing here is real</source>
      <translation>Учебный режим: здесь всё понарошку</translation>
    </message>
    <message>
      <source>Vera S.</source>
      <translation>Вера С.</translation>
    </message>
    <message>
      <source>a new card, nobody's yet: register a buyer</source>
      <translation>новая карта, ещё ничья: зарегистрируйте покупателя</translation>
    </message>
    <message>
      <source>birthday today, no points</source>
      <translation>день рождения сегодня, баллов нет</translation>
    </message>
    <message>
      <source>many points, some expire soon</source>
      <translation>много баллов, часть скоро сгорит</translation>
    </message>
    <message>
      <source>open a shift first</source>
      <translation>сначала откройте смену</translation>
    </message>
    <message>
      <source>points to spend, some wait</source>
      <translation>есть баллы, часть ещё ждёт</translation>
    </message>
    <message>
      <source>the account is blocked</source>
      <translation>счёт заблокирован</translation>
    </message>
    <message>
      <source>the real till asks for your PIN</source>
      <translation>настоящая касса спросит ваш PIN</translation>
    </message>
  </context>
  <context>
    <name>printing</name>
    <message>
      <source>Cash drawer</source>
      <translation>Денежный ящик</translation>
    </message>
    <message>
      <source>{title}, copy</source>
      <translation>{title}, копия</translation>
    </message>
  </context>
  <context>
    <name>programme</name>
    <message numerus="yes">
      <source>%n day(s)</source>
      <translation>
        <numerusform>%n день</numerusform>
        <numerusform>%n дня</numerusform>
        <numerusform>%n дней</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n time(s)</source>
      <translation>
        <numerusform>%n раз</numerusform>
        <numerusform>%n раза</numerusform>
        <numerusform>%n раз</numerusform>
      </translation>
    </message>
    <message>
      <source>a birthday</source>
      <translation>за день рождения</translation>
    </message>
    <message>
      <source>a day</source>
      <translation>в день</translation>
    </message>
    <message>
      <source>a month</source>
      <translation>в месяц</translation>
    </message>
    <message>
      <source>a year</source>
      <translation>в год</translation>
    </message>
    <message numerus="yes">
      <source>after %n day(s)</source>
      <translation>
        <numerusform>через %n день</numerusform>
        <numerusform>через %n дня</numerusform>
        <numerusform>через %n дней</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>after %n hour(s)</source>
      <translation>
        <numerusform>через %n час</numerusform>
        <numerusform>через %n часа</numerusform>
        <numerusform>через %n часов</numerusform>
      </translation>
    </message>
    <message>
      <source>are forgiven</source>
      <translation>прощаются</translation>
    </message>
    <message>
      <source>as the programme says</source>
      <translation>как во всей программе</translation>
    </message>
    <message>
      <source>at once</source>
      <translation>сразу</translation>
    </message>
    <message>
      <source>at the next recalculation</source>
      <translation>при ближайшем пересчёте</translation>
    </message>
    <message>
      <source>become a debt</source>
      <translation>становятся долгом</translation>
    </message>
    <message numerus="yes">
      <source>better terms: %n working day(s)</source>
      <translation>
        <numerusform>улучшения за %n рабочий день</numerusform>
        <numerusform>улучшения за %n рабочих дня</numerusform>
        <numerusform>улучшения за %n рабочих дней</numerusform>
      </translation>
    </message>
    <message>
      <source>brands: {names}</source>
      <translation>бренды: {names}</translation>
    </message>
    <message numerus="yes">
      <source>by one step after %n day(s) without purchases</source>
      <translation>
        <numerusform>на одну ступень через %n день без покупок</numerusform>
        <numerusform>на одну ступень через %n дня без покупок</numerusform>
        <numerusform>на одну ступень через %n дней без покупок</numerusform>
      </translation>
    </message>
    <message>
      <source>categories: {names}</source>
      <translation>категории: {names}</translation>
    </message>
    <message>
      <source>down</source>
      <translation>вниз</translation>
    </message>
    <message>
      <source>falls by one step</source>
      <translation>понижается на одну ступень</translation>
    </message>
    <message>
      <source>falls to the level earned</source>
      <translation>понижается до заслуженного</translation>
    </message>
    <message>
      <source>for a member</source>
      <translation>на участника</translation>
    </message>
    <message>
      <source>for a promo code</source>
      <translation>на промокод</translation>
    </message>
    <message>
      <source>for ever</source>
      <translation>бессрочно</translation>
    </message>
    <message>
      <source>for everybody together</source>
      <translation>на всех вместе</translation>
    </message>
    <message>
      <source>from the next day</source>
      <translation>со следующего дня</translation>
    </message>
    <message>
      <source>in the whole campaign</source>
      <translation>за всю акцию</translation>
    </message>
    <message>
      <source>limit {amount} {period} {per}</source>
      <translation>лимит {amount} {period} {per}</translation>
    </message>
    <message>
      <source>never</source>
      <translation>никогда</translation>
    </message>
    <message>
      <source>never falls</source>
      <translation>не понижается</translation>
    </message>
    <message>
      <source>no</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>none</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>not possible</source>
      <translation>невозможно</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>ничего</translation>
    </message>
    <message>
      <source>nothing is promised</source>
      <translation>ничего не обещано</translation>
    </message>
    <message>
      <source>of all time</source>
      <translation>за всё время</translation>
    </message>
    <message>
      <source>of the goods that points may pay for</source>
      <translation>от товаров, за которые можно платить баллами</translation>
    </message>
    <message numerus="yes">
      <source>of the last %n day(s)</source>
      <translation>
        <numerusform>за последний %n день</numerusform>
        <numerusform>за последние %n дня</numerusform>
        <numerusform>за последние %n дней</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>of the last %n month(s)</source>
      <translation>
        <numerusform>за последний %n месяц</numerusform>
        <numerusform>за последние %n месяца</numerusform>
        <numerusform>за последние %n месяцев</numerusform>
      </translation>
    </message>
    <message>
      <source>of the sum before points are spent</source>
      <translation>с суммы до списания баллов</translation>
    </message>
    <message>
      <source>of the whole receipt</source>
      <translation>от всего чека</translation>
    </message>
    <message>
      <source>of what is paid in money</source>
      <translation>с оплаченного деньгами</translation>
    </message>
    <message>
      <source>on a receipt</source>
      <translation>на чек</translation>
    </message>
    <message>
      <source>products: {names}</source>
      <translation>товары: {names}</translation>
    </message>
    <message>
      <source>segments: {names}</source>
      <translation>сегменты: {names}</translation>
    </message>
    <message>
      <source>since 1 January</source>
      <translation>с 1 января</translation>
    </message>
    <message>
      <source>stands alone, with no other promotion</source>
      <translation>только отдельно от других акций</translation>
    </message>
    <message>
      <source>stop the points of the return</source>
      <translation>останавливают баллы возврата</translation>
    </message>
    <message>
      <source>stores: {names}</source>
      <translation>магазины: {names}</translation>
    </message>
    <message>
      <source>suppliers: {names}</source>
      <translation>поставщики: {names}</translation>
    </message>
    <message>
      <source>tags: {names}</source>
      <translation>метки: {names}</translation>
    </message>
    <message>
      <source>the best of the group “{group}”</source>
      <translation>лучшее из группы «{group}»</translation>
    </message>
    <message>
      <source>the level's discount comes on top</source>
      <translation>скидка уровня действует сверху</translation>
    </message>
    <message>
      <source>through {date}</source>
      <translation>по {date}</translation>
    </message>
    <message numerus="yes">
      <source>to the base level after %n day(s) without purchases</source>
      <translation>
        <numerusform>до базового уровня через %n день без покупок</numerusform>
        <numerusform>до базового уровня через %n дня без покупок</numerusform>
        <numerusform>до базового уровня через %n дней без покупок</numerusform>
      </translation>
    </message>
    <message>
      <source>to the end of the month</source>
      <translation>до конца месяца</translation>
    </message>
    <message numerus="yes">
      <source>to the end of the month, %n month(s) later</source>
      <translation>
        <numerusform>до конца месяца через %n месяц</numerusform>
        <numerusform>до конца месяца через %n месяца</numerusform>
        <numerusform>до конца месяца через %n месяцев</numerusform>
      </translation>
    </message>
    <message>
      <source>to the nearest</source>
      <translation>до ближайшего</translation>
    </message>
    <message>
      <source>up to {points} a card</source>
      <translation>до {points} на карту</translation>
    </message>
    <message>
      <source>usable {when}, live {long}</source>
      <translation>доступны {when}, живут {long}</translation>
    </message>
    <message>
      <source>when: {conditions}</source>
      <translation>если: {conditions}</translation>
    </message>
    <message>
      <source>within the points reserved for the store</source>
      <translation>в пределах баллов, закреплённых за магазином</translation>
    </message>
    <message>
      <source>within the points reserved for the store, and a little in advance</source>
      <translation>в пределах баллов, зарезервированных за магазином, и немного авансом</translation>
    </message>
    <message numerus="yes">
      <source>worse terms: %n day(s)</source>
      <translation>
        <numerusform>ухудшения за %n день</numerusform>
        <numerusform>ухудшения за %n дня</numerusform>
        <numerusform>ухудшения за %n дней</numerusform>
      </translation>
    </message>
    <message>
      <source>yes</source>
      <translation>да</translation>
    </message>
    <message>
      <source>{gift} ({names}, for {price})</source>
      <translation>{gift} ({names}, по {price})</translation>
    </message>
    <message>
      <source>{names} and {count} more</source>
      <translation>{names} и ещё {count}</translation>
    </message>
    <message>
      <source>“{name}”: {terms}</source>
      <translation>«{name}»: {terms}</translation>
    </message>
  </context>
  <context>
    <name>provision</name>
    <message>
      <source>And every setting, as “cashier-app config --describe” shows it:</source>
      <translation>И любая настройка, как её показывает «cashier-app config --describe»:</translation>
    </message>
    <message>
      <source>Answers for “cashier-app provision FILE”: what is said here is set up.</source>
      <translation>Ответы для «cashier-app provision ФАЙЛ»: настраивается то, что здесь сказано.</translation>
    </message>
    <message>
      <source>Everything is set up as the answers say</source>
      <translation>Всё настроено, как сказано в ответах</translation>
    </message>
    <message>
      <source>File {name}</source>
      <translation>Файл {name}</translation>
    </message>
    <message>
      <source>First administrator</source>
      <translation>Первый администратор</translation>
    </message>
    <message>
      <source>Goods</source>
      <translation>Товары</translation>
    </message>
    <message>
      <source>Joining the central server as a store node</source>
      <translation>Подключение к центральному серверу узлом магазина</translation>
    </message>
    <message>
      <source>Joining the loyalty server</source>
      <translation>Подключение к серверу лояльности</translation>
    </message>
    <message>
      <source>Loyalty programme</source>
      <translation>Программа лояльности</translation>
    </message>
    <message>
      <source>Name the answers file, or --describe</source>
      <translation>Назовите файл ответов или --describe</translation>
    </message>
    <message>
      <source>Not everything is set up: the same command goes on from here</source>
      <translation>Настроено не всё: та же команда продолжит с этого места</translation>
    </message>
    <message>
      <source>Others on this machine can read the secrets in {file}: chmod 600 {file}</source>
      <translation>Секреты в {file} могут прочесть другие пользователи: chmod 600 {file}</translation>
    </message>
    <message>
      <source>PIN: </source>
      <translation>PIN: </translation>
    </message>
    <message>
      <source>Sections of the answers file:</source>
      <translation>Разделы файла ответов:</translation>
    </message>
    <message>
      <source>Setting {key}</source>
      <translation>Настройка {key}</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Настройки</translation>
    </message>
    <message>
      <source>What was set otherwise was left so; --overwrite sets it as the answers say</source>
      <translation>Что установлено иначе, оставлено; --overwrite поставит как в ответах</translation>
    </message>
    <message>
      <source>done</source>
      <translation>сделано</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>не удалось</translation>
    </message>
    <message>
      <source>set otherwise</source>
      <translation>установлено иначе</translation>
    </message>
    <message>
      <source>so already</source>
      <translation>уже так</translation>
    </message>
    <message>
      <source>this till belongs to store {store}</source>
      <translation>касса принадлежит магазину {store}</translation>
    </message>
    <message>
      <source>version {version}</source>
      <translation>версия {version}</translation>
    </message>
    <message>
      <source>would be done</source>
      <translation>будет сделано</translation>
    </message>
    <message>
      <source>{others} work here already; {name} is added on the till's screen</source>
      <translation>здесь уже работают: {others}; {name} добавляется на экране кассы</translation>
    </message>
  </context>
  <context>
    <name>quick</name>
    <message>
      <source>A folder holds goods alone</source>
      <translation>В папке бывают только товары</translation>
    </message>
    <message>
      <source>A picture for “{name}”</source>
      <translation>Картинка для «{name}»</translation>
    </message>
    <message>
      <source>Add goods</source>
      <translation>Добавить товар</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Choose a folder first</source>
      <translation>Сначала выберите папку</translation>
    </message>
    <message>
      <source>Choose a tile first</source>
      <translation>Сначала выберите плитку</translation>
    </message>
    <message>
      <source>Choose the picture first</source>
      <translation>Сначала выберите картинку</translation>
    </message>
    <message>
      <source>Earlier</source>
      <translation>Раньше</translation>
    </message>
    <message>
      <source>Folder's name</source>
      <translation>Имя папки</translation>
    </message>
    <message>
      <source>Later</source>
      <translation>Позже</translation>
    </message>
    <message>
      <source>New folder</source>
      <translation>Новая папка</translation>
    </message>
    <message>
      <source>No PNG or JPEG file lies on a stick, or in the folder “pictures” beside the data.</source>
      <translation>На флешке и в папке pictures рядом с данными нет файлов PNG или JPEG.</translation>
    </message>
    <message>
      <source>Nothing is laid out here yet. Add goods, or make a folder.</source>
      <translation>Здесь пока ничего нет. Добавьте товар или сделайте папку.</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Открыть</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>Картинка</translation>
    </message>
    <message>
      <source>Quick goods</source>
      <translation>Быстрые товары</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Переименовать</translation>
    </message>
    <message>
      <source>Take off the page</source>
      <translation>Убрать</translation>
    </message>
    <message>
      <source>To the goods</source>
      <translation>К товарам</translation>
    </message>
    <message>
      <source>Type the folder's name first</source>
      <translation>Сначала введите имя папки</translation>
    </message>
    <message>
      <source>folder: a second touch opens it</source>
      <translation>папка: открывает второе касание</translation>
    </message>
    <message>
      <source>with a picture</source>
      <translation>с картинкой</translation>
    </message>
  </context>
  <context>
    <name>receipt</name>
    <message numerus="yes">
      <source>%n more point(s) will become spendable</source>
      <translation>
        <numerusform>ещё %n станет доступен</numerusform>
        <numerusform>ещё %n станут доступны</numerusform>
        <numerusform>ещё %n станут доступны</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n point(s) will be lost after {date}</source>
      <translation>
        <numerusform>%n сгорит после {date}</numerusform>
        <numerusform>%n сгорят после {date}</numerusform>
        <numerusform>%n сгорят после {date}</numerusform>
      </translation>
    </message>
    <message>
      <source>({points} for this purchase)</source>
      <translation>({points} за покупку)</translation>
    </message>
    <message>
      <source>A gift stays with the buyer</source>
      <translation>Подарок остаётся у покупателя</translation>
    </message>
    <message>
      <source>A new coupon: {name}</source>
      <translation>Новый купон: {name}</translation>
    </message>
    <message>
      <source>A new coupon: {name}, until {date}</source>
      <translation>Новый купон: {name}, до {date}</translation>
    </message>
    <message>
      <source>Buyer's name</source>
      <translation>ФИО покупателя</translation>
    </message>
    <message>
      <source>By Fast Payments (SBP)</source>
      <translation>СБП</translation>
    </message>
    <message>
      <source>By card</source>
      <translation>Картой</translation>
    </message>
    <message>
      <source>By gift card {card}</source>
      <translation>Подарочной картой {card}</translation>
    </message>
    <message>
      <source>By gift cards</source>
      <translation>Подарочными картами</translation>
    </message>
    <message>
      <source>By receipt {number}</source>
      <translation>По чеку {number}</translation>
    </message>
    <message>
      <source>COPY</source>
      <translation>КОПИЯ</translation>
    </message>
    <message>
      <source>Card {card}: {points} for this purchase</source>
      <translation>Карта {card}: {points} за покупку</translation>
    </message>
    <message>
      <source>Coupon used: {name}</source>
      <translation>Использован купон: {name}</translation>
    </message>
    <message>
      <source>Discounts</source>
      <translation>Скидки</translation>
    </message>
    <message>
      <source>For a return, show this code</source>
      <translation>Возврат: покажите этот код</translation>
    </message>
    <message>
      <source>Given back in points</source>
      <translation>Возвращено баллами</translation>
    </message>
    <message>
      <source>Given back to the gift card {card}</source>
      <translation>Возвращено на карту {card}</translation>
    </message>
    <message>
      <source>INN {inn}</source>
      <translation>ИНН {inn}</translation>
    </message>
    <message>
      <source>In cash</source>
      <translation>Наличными</translation>
    </message>
    <message>
      <source>Left on the gift card {card}</source>
      <translation>Остаток на карте {card}</translation>
    </message>
    <message>
      <source>New level from the next purchase: {level}</source>
      <translation>Новый уровень со следующей покупки: {level}</translation>
    </message>
    <message>
      <source>New level from {date}: {level}</source>
      <translation>Новый уровень с {date}: {level}</translation>
    </message>
    <message>
      <source>Nothing was sold and nothing was paid</source>
      <translation>Ничего не продано и не оплачено</translation>
    </message>
    <message>
      <source>PRACTICE RECEIPT</source>
      <translation>УЧЕБНЫЙ ЧЕК</translation>
    </message>
    <message>
      <source>Paid for the gift before</source>
      <translation>Удержано за подарок ранее</translation>
    </message>
    <message>
      <source>Paid with points</source>
      <translation>Списано баллами</translation>
    </message>
    <message>
      <source>Points: before {points}</source>
      <translation>Баллы: было {points}</translation>
    </message>
    <message>
      <source>Promo code {code}: {name}</source>
      <translation>Промокод {code}: {name}</translation>
    </message>
    <message>
      <source>Put on the gift card {card}</source>
      <translation>На подарочную карту {card}</translation>
    </message>
    <message>
      <source>RETURN OF GOODS</source>
      <translation>ВОЗВРАТ ТОВАРА</translation>
    </message>
    <message>
      <source>Reason: {reason}</source>
      <translation>Причина: {reason}</translation>
    </message>
    <message>
      <source>Receipt {number}</source>
      <translation>Чек {number}</translation>
    </message>
    <message>
      <source>Return {number}</source>
      <translation>Возврат {number}</translation>
    </message>
    <message>
      <source>Rounding in your favour</source>
      <translation>Округление в вашу пользу</translation>
    </message>
    <message>
      <source>Signature for the money</source>
      <translation>Подпись о получении денег</translation>
    </message>
    <message>
      <source>TO GIVE BACK</source>
      <translation>К ВОЗВРАТУ</translation>
    </message>
    <message>
      <source>TO PAY</source>
      <translation>К ОПЛАТЕ</translation>
    </message>
    <message>
      <source>They come to the card when the till has a connection</source>
      <translation>Придут на карту, как только будет связь</translation>
    </message>
    <message>
      <source>This is not a fiscal document</source>
      <translation>Не является фискальным документом</translation>
    </message>
    <message>
      <source>Till {till} · shift {shift} · cashier {cashier}</source>
      <translation>Касса {till} · смена {shift} · кассир {cashier}</translation>
    </message>
    <message>
      <source>To the level “{level}”: {sum}</source>
      <translation>До уровня «{level}»: {sum}</translation>
    </message>
    <message>
      <source>Without a receipt</source>
      <translation>Без чека</translation>
    </message>
    <message>
      <source>Without discounts</source>
      <translation>Без скидок</translation>
    </message>
    <message>
      <source>You saved</source>
      <translation>Вы сэкономили</translation>
    </message>
    <message>
      <source>advance payment</source>
      <translation>аванс</translation>
    </message>
    <message>
      <source>as of {time}</source>
      <translation>по данным на {time}</translation>
    </message>
    <message>
      <source>card {card}</source>
      <translation>карта {card}</translation>
    </message>
    <message>
      <source>change {sum}</source>
      <translation>сдача {sum}</translation>
    </message>
    <message>
      <source>earned {points}</source>
      <translation>начислено {points}</translation>
    </message>
    <message>
      <source>given back {points}</source>
      <translation>возвращено {points}</translation>
    </message>
    <message>
      <source>including VAT {rate}</source>
      <translation>в т.ч. НДС {rate}</translation>
    </message>
    <message>
      <source>kg</source>
      <translation>кг</translation>
    </message>
    <message>
      <source>l</source>
      <translation>л</translation>
    </message>
    <message>
      <source>m</source>
      <translation>м</translation>
    </message>
    <message>
      <source>now {points}</source>
      <translation>стало {points}</translation>
    </message>
    <message>
      <source>spent {points}</source>
      <translation>списано {points}</translation>
    </message>
    <message>
      <source>taken back {points}</source>
      <translation>снято {points}</translation>
    </message>
    <message>
      <source>to pay</source>
      <translation>к оплате</translation>
    </message>
    <message>
      <source>valid until {date}</source>
      <translation>действует до {date}</translation>
    </message>
    <message>
      <source>with points</source>
      <translation>баллами</translation>
    </message>
    <message>
      <source>without VAT</source>
      <translation>без НДС</translation>
    </message>
    <message>
      <source>{name} (a gift)</source>
      <translation>{name} (подарок)</translation>
    </message>
    <message>
      <source>{points} of those spent in advance: the server could not be asked</source>
      <translation>{points} из потраченных — авансом: не было связи с сервером</translation>
    </message>
  </context>
  <context>
    <name>receipt_text</name>
    <message>
      <source> (and {count} more)</source>
      <translation> (и ещё {count})</translation>
    </message>
    <message>
      <source>As it was</source>
      <translation>Как было</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Card holder</source>
      <translation>С картой</translation>
    </message>
    <message>
      <source>Goods, sums, taxes and the law's line always stay.</source>
      <translation>Товары, суммы, налоги и строка закона печатаются всегда.</translation>
    </message>
    <message>
      <source>Head and foot of receipts</source>
      <translation>Шапка и подвал чека</translation>
    </message>
    <message>
      <source>Lines of the receipt</source>
      <translation>Строки чека</translation>
    </message>
    <message>
      <source>No card</source>
      <translation>Без карты</translation>
    </message>
    <message>
      <source>Not kept yet: receipts still come out as before.</source>
      <translation>Ещё не сохранено: чеки печатаются по-прежнему.</translation>
    </message>
    <message>
      <source>Print so from now on</source>
      <translation>Печатать так</translation>
    </message>
    <message>
      <source>Receipts come out so from now on</source>
      <translation>Теперь чеки печатаются так</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Возврат</translation>
    </message>
    <message>
      <source>The file {file} leads, by the settings: it is changed there.</source>
      <translation>По настройкам действует файл {file}: меняйте его там.</translation>
    </message>
    <message>
      <source>The receipt</source>
      <translation>Чек</translation>
    </message>
    <message>
      <source>What can be written</source>
      <translation>Что можно писать</translation>
    </message>
    <message>
      <source>Width {columns}</source>
      <translation>Ширина {columns}</translation>
    </message>
    <message>
      <source>a file leads</source>
      <translation>берётся из файла</translation>
    </message>
    <message>
      <source>mend line {line}</source>
      <translation>исправьте строку {line}</translation>
    </message>
    <message>
      <source>nothing has changed</source>
      <translation>нет изменений</translation>
    </message>
  </context>
  <context>
    <name>registering</name>
    <message>
      <source>A new card</source>
      <translation>Новая карта</translation>
    </message>
    <message>
      <source>Ask: may we keep your data for the loyalty programme?</source>
      <translation>Спросите: «Можно сохранить ваши данные для программы лояльности?»</translation>
    </message>
    <message>
      <source>Birthday</source>
      <translation>День рождения</translation>
    </message>
    <message>
      <source>Card</source>
      <translation>Карта</translation>
    </message>
    <message>
      <source>Consent: not asked yet</source>
      <translation>Согласие ещё не получено</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Имя</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Далее</translation>
    </message>
    <message>
      <source>Register</source>
      <translation>Зарегистрировать</translation>
    </message>
    <message>
      <source>Telephone</source>
      <translation>Телефон</translation>
    </message>
    <message>
      <source>The buyer agrees</source>
      <translation>Покупатель согласен</translation>
    </message>
    <message>
      <source>The card {mask}</source>
      <translation>Карта {mask}</translation>
    </message>
    <message>
      <source>The telephone {mask}</source>
      <translation>Телефон {mask}</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>К чеку</translation>
    </message>
    <message>
      <source>all eleven digits</source>
      <translation>все одиннадцать цифр</translation>
    </message>
    <message>
      <source>ask for the buyer's consent</source>
      <translation>получите согласие покупателя</translation>
    </message>
    <message>
      <source>day and month, may be left out: 24.11</source>
      <translation>день и месяц, можно не заполнять: 24.11</translation>
    </message>
    <message>
      <source>it is being written</source>
      <translation>записываем</translation>
    </message>
    <message>
      <source>may be left out: Anna Kuznetsova</source>
      <translation>можно не заполнять: Анна Кузнецова</translation>
    </message>
    <message>
      <source>scan a card or type the telephone</source>
      <translation>отсканируйте карту или наберите телефон</translation>
    </message>
    <message>
      <source>scan a new card, if there is one</source>
      <translation>отсканируйте новую карту, если она есть</translation>
    </message>
    <message>
      <source>to the processing of personal data</source>
      <translation>на обработку персональных данных</translation>
    </message>
  </context>
  <context>
    <name>report</name>
    <message>
      <source>1. The line that reads as Russian names the slot and the encoding to set:</source>
      <translation>1. Строка, которая читается по-русски, называет слот и кодировку:</translation>
    </message>
    <message>
      <source>2. Hieroglyphs in the line off: set fs_dot = true; a dot before on: false</source>
      <translation>2. Иероглифы в строке off — ставьте fs_dot = true; точка перед строкой on — false</translation>
    </message>
    <message>
      <source>3. The column in which the ruler breaks is the width to set:</source>
      <translation>3. Знак, на котором рвётся линейка, — ширина columns:</translation>
    </message>
    <message>
      <source>4. Codes drawn by the printer; nothing or rubbish here: set image</source>
      <translation>4. Коды рисует принтер; нет их или мусор — ставьте image</translation>
    </message>
    <message>
      <source>5. The paper must be cut below this line; else set cut = none</source>
      <translation>5. Ниже этой строки бумага должна отрезаться; иначе cut = none</translation>
    </message>
    <message>
      <source>Bold</source>
      <translation>Жирный</translation>
    </message>
    <message>
      <source>CASH IN</source>
      <translation>ВНЕСЕНИЕ</translation>
    </message>
    <message>
      <source>CASH IN THE DRAWER</source>
      <translation>ДОЛЖНО БЫТЬ В КАССЕ</translation>
    </message>
    <message>
      <source>CASH OUT</source>
      <translation>ИЗЪЯТИЕ</translation>
    </message>
    <message>
      <source>Cash at opening</source>
      <translation>Наличные на начало</translation>
    </message>
    <message>
      <source>Cash from sales</source>
      <translation>Наличными за продажи</translation>
    </message>
    <message>
      <source>Cash given back</source>
      <translation>Возвращено наличными</translation>
    </message>
    <message>
      <source>Cash rounding</source>
      <translation>Округление наличных</translation>
    </message>
    <message>
      <source>Counted</source>
      <translation>Посчитано</translation>
    </message>
    <message>
      <source>DRAWER COUNT</source>
      <translation>ПЕРЕСЧЁТ ЯЩИКА</translation>
    </message>
    <message>
      <source>Discounts in sales</source>
      <translation>Скидки в продажах</translation>
    </message>
    <message>
      <source>Lines cancelled</source>
      <translation>Удалено строк</translation>
    </message>
    <message>
      <source>MISSING</source>
      <translation>НЕДОСТАЧА</translation>
    </message>
    <message>
      <source>Opened {time}, {name}</source>
      <translation>Открыта {time}, {name}</translation>
    </message>
    <message>
      <source>PRINTER TEST</source>
      <translation>ПРОВЕРКА ПРИНТЕРА</translation>
    </message>
    <message>
      <source>Plain</source>
      <translation>Обычный</translation>
    </message>
    <message>
      <source>Points given</source>
      <translation>Начислено баллов</translation>
    </message>
    <message>
      <source>Points given back by returns</source>
      <translation>Возвращено баллов</translation>
    </message>
    <message>
      <source>Points spent</source>
      <translation>Списано баллов</translation>
    </message>
    <message>
      <source>Points taken back by returns</source>
      <translation>Снято баллов при возвратах</translation>
    </message>
    <message>
      <source>Printed for {name}</source>
      <translation>Кассир {name}</translation>
    </message>
    <message>
      <source>Printer test</source>
      <translation>Проверка принтера</translation>
    </message>
    <message>
      <source>Put in</source>
      <translation>Внесено</translation>
    </message>
    <message>
      <source>Reason: {reason}</source>
      <translation>Причина: {reason}</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Чеки</translation>
    </message>
    <message>
      <source>Receipts cancelled</source>
      <translation>Аннулировано чеков</translation>
    </message>
    <message>
      <source>Receipts with a card</source>
      <translation>Чеков с картой</translation>
    </message>
    <message>
      <source>Returns</source>
      <translation>Возвраты</translation>
    </message>
    <message>
      <source>Sales</source>
      <translation>Продажи</translation>
    </message>
    <message>
      <source>Set: {columns} columns, {encoding}, slot {slot}</source>
      <translation>Задано: {columns} знаков, {encoding}, слот {slot}</translation>
    </message>
    <message>
      <source>Shift {shift}</source>
      <translation>Смена {shift}</translation>
    </message>
    <message>
      <source>Shift {shift} closed</source>
      <translation>Смена {shift} закрыта</translation>
    </message>
    <message>
      <source>Shift {shift} goes on</source>
      <translation>Смена {shift} продолжается</translation>
    </message>
    <message>
      <source>Signature</source>
      <translation>Подпись</translation>
    </message>
    <message>
      <source>Stays in the drawer</source>
      <translation>Остаётся в ящике</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Сумма</translation>
    </message>
    <message>
      <source>TAKINGS</source>
      <translation>ВЫРУЧКА</translation>
    </message>
    <message>
      <source>TOO MUCH</source>
      <translation>ИЗЛИШЕК</translation>
    </message>
    <message>
      <source>Taken out</source>
      <translation>Изъято</translation>
    </message>
    <message>
      <source>Tall</source>
      <translation>Высокий</translation>
    </message>
    <message>
      <source>The count agrees</source>
      <translation>Расхождений нет</translation>
    </message>
    <message>
      <source>The next line must fill the paper and not run over:</source>
      <translation>Строка ниже должна занять всю ширину и не перейти на следующую:</translation>
    </message>
    <message>
      <source>Till {till}</source>
      <translation>Касса {till}</translation>
    </message>
    <message>
      <source>To hand over</source>
      <translation>К сдаче</translation>
    </message>
    <message>
      <source>VAT {rate} of {sum}</source>
      <translation>НДС {rate} с {sum}</translation>
    </message>
    <message>
      <source>X REPORT</source>
      <translation>X-ОТЧЁТ</translation>
    </message>
    <message>
      <source>Z REPORT</source>
      <translation>Z-ОТЧЁТ</translation>
    </message>
    <message>
      <source>of them by a manager's word</source>
      <translation>из них по решению управляющего</translation>
    </message>
    <message>
      <source>of them gift cards returned</source>
      <translation>в т.ч. возвращено подарочных карт</translation>
    </message>
    <message>
      <source>of them gift cards sold (advance)</source>
      <translation>в т.ч. подарочные карты (аванс)</translation>
    </message>
  </context>
  <context>
    <name>reports</name>
    <message numerus="yes">
      <source>%n sale(s)</source>
      <translation>
        <numerusform>%n продажа</numerusform>
        <numerusform>%n продажи</numerusform>
        <numerusform>%n продаж</numerusform>
      </translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Kept Z reports</source>
      <translation>Z-отчёты</translation>
    </message>
    <message>
      <source>No shift has been closed at this till yet.</source>
      <translation>На этой кассе ещё не закрывали смен.</translation>
    </message>
    <message>
      <source>Print again</source>
      <translation>Печатать</translation>
    </message>
    <message>
      <source>Shift {number}</source>
      <translation>Смена {number}</translation>
    </message>
    <message>
      <source>The report is being printed</source>
      <translation>Отчёт печатается</translation>
    </message>
    <message>
      <source>missing {sum}</source>
      <translation>недостача {sum}</translation>
    </message>
    <message>
      <source>too much {sum}</source>
      <translation>излишек {sum}</translation>
    </message>
    <message>
      <source>touch a report</source>
      <translation>выберите отчёт</translation>
    </message>
  </context>
  <context>
    <name>return</name>
    <message>
      <source>A refund of {sum} on the terminal · {kind}</source>
      <translation>Возврат {sum} на терминале · {kind}</translation>
    </message>
    <message>
      <source>A refund waits for the terminal's answer: the scan was not taken</source>
      <translation>Возврат ждёт ответа терминала: код не принят</translation>
    </message>
    <message>
      <source>Another receipt</source>
      <translation>Другой чек</translation>
    </message>
    <message>
      <source>Answer first, then scan again</source>
      <translation>Сначала ответьте, потом сканируйте снова</translation>
    </message>
    <message>
      <source>Approved: type the number from the terminal's slip and touch “Approved”. Declined: touch “Declined”, and nothing is returned.</source>
      <translation>Одобрено — наберите номер со слипа терминала и нажмите «Одобрено». Отказ — нажмите «Отказ»: ничего не будет возвращено.</translation>
    </message>
    <message>
      <source>Asking the server for the receipt…</source>
      <translation>Спрашиваем сервер о чеке…</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>By name</source>
      <translation>По названию</translation>
    </message>
    <message>
      <source>Card</source>
      <translation>Карта</translation>
    </message>
    <message>
      <source>Card number</source>
      <translation>Номер карты</translation>
    </message>
    <message>
      <source>Choose a receipt first</source>
      <translation>Сначала выберите чек</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Дата</translation>
    </message>
    <message>
      <source>Day, as 21.11</source>
      <translation>День, как 21.11</translation>
    </message>
    <message>
      <source>Declined: give cash</source>
      <translation>Отказ: дать наличными</translation>
    </message>
    <message>
      <source>Defective</source>
      <translation>Брак</translation>
    </message>
    <message>
      <source>Everything</source>
      <translation>Всё</translation>
    </message>
    <message>
      <source>Give back</source>
      <translation>Выдать</translation>
    </message>
    <message>
      <source>Give back in cash</source>
      <translation>Выдать наличными</translation>
    </message>
    <message>
      <source>Given back</source>
      <translation>Возвращено</translation>
    </message>
    <message>
      <source>Given back on the terminal</source>
      <translation>Возвращено через терминал</translation>
    </message>
    <message>
      <source>It is asked for again by itself in a moment.</source>
      <translation>Через мгновение вопрос повторится сам.</translation>
    </message>
    <message>
      <source>It is not this chain's, or the till that made it has had no connection since. A manager can give money back for the goods; the points follow by themselves.</source>
      <translation>Чек не нашей сети, или касса продажи с тех пор без связи. Управляющий может вернуть деньги за товар; баллы пересчитаются сами.</translation>
    </message>
    <message>
      <source>Keep the reason</source>
      <translation>Сохранить причину</translation>
    </message>
    <message>
      <source>Money only</source>
      <translation>Только деньги</translation>
    </message>
    <message>
      <source>Not suitable</source>
      <translation>Не подошло</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Номер</translation>
    </message>
    <message>
      <source>Other…</source>
      <translation>Другое…</translation>
    </message>
    <message>
      <source>Our mistake</source>
      <translation>Наша ошибка</translation>
    </message>
    <message>
      <source>Put a refund of {sum} on the terminal · {kind}</source>
      <translation>Введите на терминале возврат {sum} · {kind}</translation>
    </message>
    <message>
      <source>Quantity</source>
      <translation>Количество</translation>
    </message>
    <message>
      <source>Quantity, or a code</source>
      <translation>Количество или код</translation>
    </message>
    <message>
      <source>Receipt number</source>
      <translation>Номер чека</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Вернуть</translation>
    </message>
    <message>
      <source>Return {number} is made</source>
      <translation>Возврат {number} оформлен</translation>
    </message>
    <message>
      <source>Return {number}: {total} given back</source>
      <translation>Возврат {number}: выдано {total}</translation>
    </message>
    <message>
      <source>Return: which receipt?</source>
      <translation>Возврат: какой чек?</translation>
    </message>
    <message>
      <source>Scan the code on the slip, or find the receipt</source>
      <translation>Отсканируйте код на чеке или найдите чек</translation>
    </message>
    <message>
      <source>Scan the code on the slip, or find the receipt by number.</source>
      <translation>Отсканируйте код на чеке или найдите чек по номеру.</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Сумма</translation>
    </message>
    <message>
      <source>Sum, ₽</source>
      <translation>Сумма, ₽</translation>
    </message>
    <message>
      <source>The other part has gone back already, and the terminal has declined this one. Ask again, or give it in cash.</source>
      <translation>Другая часть уже возвращена, а в этой терминал отказал. Спросите снова или отдайте её наличными.</translation>
    </message>
    <message>
      <source>The other part has gone back already. Approved: type the number from the slip and touch “Approved”. Declined: try again, or give this part in cash.</source>
      <translation>Другая часть уже возвращена. Одобрено — наберите номер со слипа и нажмите «Одобрено». Отказ — попробуйте ещё раз или отдайте эту часть наличными.</translation>
    </message>
    <message>
      <source>The server does not answer</source>
      <translation>Сервер не отвечает</translation>
    </message>
    <message>
      <source>The server does not know this receipt</source>
      <translation>Сервер не знает такого чека</translation>
    </message>
    <message>
      <source>The server is being asked</source>
      <translation>Сервер ещё не ответил</translation>
    </message>
    <message>
      <source>The terminal has declined: nothing has been returned</source>
      <translation>Терминал отказал: ничего не возвращено</translation>
    </message>
    <message>
      <source>The terminal's answer comes first</source>
      <translation>Сначала ответ терминала</translation>
    </message>
    <message>
      <source>The till that sold it does not answer</source>
      <translation>Касса продажи не отвечает</translation>
    </message>
    <message>
      <source>The till was stopped while the terminal was asked. Do not refund again: look at the terminal's last slip. Approved: type its number and touch “Approved”. No slip or a refusal: touch “Declined”.</source>
      <translation>Касса остановилась, пока терминал отвечал. Не проводите возврат заново: посмотрите последний слип терминала. Одобрено — наберите его номер и нажмите «Одобрено». Слипа нет или отказ — нажмите «Отказ».</translation>
    </message>
    <message>
      <source>This receipt was not made at this till.</source>
      <translation>Этот чек пробит не на этой кассе.</translation>
    </message>
    <message>
      <source>Till “{till}”, last heard of at {time}, must give up the right to this return first.</source>
      <translation>Сначала право на возврат должна уступить касса «{till}», последняя связь с ней {time}.</translation>
    </message>
    <message>
      <source>To give back</source>
      <translation>К возврату</translation>
    </message>
    <message>
      <source>To try again, find the receipt once more</source>
      <translation>Чтобы повторить, найдите чек ещё раз</translation>
    </message>
    <message>
      <source>Touch “Return” to try again</source>
      <translation>Чтобы повторить, нажмите «Вернуть»</translation>
    </message>
    <message>
      <source>Waiting for the till that sold it…</source>
      <translation>Ждём кассу, где продан товар…</translation>
    </message>
    <message>
      <source>Was the refund of {sum} made? · {kind}</source>
      <translation>Возврат {sum} — прошёл ли он? · {kind}</translation>
    </message>
    <message>
      <source>Why is it taken back without a receipt?</source>
      <translation>Почему товар принимают без чека?</translation>
    </message>
    <message>
      <source>Without a receipt</source>
      <translation>Без чека</translation>
    </message>
    <message>
      <source>Without it nobody knows what of the receipt has been returned already. A manager can give money back; the points follow by themselves.</source>
      <translation>Без него неизвестно, что по чеку уже вернули. Управляющий может вернуть деньги; баллы пересчитаются сами.</translation>
    </message>
    <message>
      <source>choose a receipt first</source>
      <translation>сначала выберите чек</translation>
    </message>
    <message>
      <source>comes back: {quantity}</source>
      <translation>вернуть: {quantity}</translation>
    </message>
    <message>
      <source>given back on the terminal: {sum}</source>
      <translation>через терминал возвращено: {sum}</translation>
    </message>
    <message>
      <source>left to return: {quantity}</source>
      <translation>можно вернуть: {quantity}</translation>
    </message>
    <message>
      <source>the return is being written</source>
      <translation>возврат записывается</translation>
    </message>
    <message>
      <source>write a few words</source>
      <translation>напишите несколько слов</translation>
    </message>
  </context>
  <context>
    <name>returning</name>
    <message numerus="yes">
      <source>%n coupon(s) can be used again</source>
      <translation>
        <numerusform>%n купон снова действует</numerusform>
        <numerusform>%n купона снова действуют</numerusform>
        <numerusform>%n купонов снова действуют</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n coupon(s) given for the purchase are taken back</source>
      <translation>
        <numerusform>Купон за покупку аннулирован</numerusform>
        <numerusform>%n купона за покупку аннулированы</numerusform>
        <numerusform>%n купонов за покупку аннулированы</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n coupon(s) had expired meanwhile</source>
      <translation>
        <numerusform>%n купон за это время истёк</numerusform>
        <numerusform>%n купона за это время истекли</numerusform>
        <numerusform>%n купонов за это время истекли</numerusform>
      </translation>
    </message>
    <message>
      <source>By the till's count {cash} is in the drawer: {missing} is missing</source>
      <translation>По учёту в ящике {cash}: не хватает {missing}</translation>
    </message>
    <message>
      <source>Expired meanwhile: {points}</source>
      <translation>Сгорело за это время: {points}</translation>
    </message>
    <message>
      <source>Given back to the card: {points}</source>
      <translation>Вернётся на карту: {points}</translation>
    </message>
    <message>
      <source>Money only: the server works out the points</source>
      <translation>Только деньги: баллы пересчитает сервер</translation>
    </message>
    <message>
      <source>Not asked for again: {points}</source>
      <translation>Не взыскивается: {points}</translation>
    </message>
    <message>
      <source>Return without a receipt</source>
      <translation>Возврат без чека</translation>
    </message>
    <message>
      <source>Stays owed: {points}</source>
      <translation>Останется долгом: {points}</translation>
    </message>
    <message>
      <source>Taken back from the card: {points}</source>
      <translation>Снимется с карты: {points}</translation>
    </message>
    <message>
      <source>The gift “{name}” is kept: {sum} is taken off the refund</source>
      <translation>Подарок «{name}» остаётся у покупателя: удержать {sum}</translation>
    </message>
    <message>
      <source>The points of this purchase are spent: a manager decides</source>
      <translation>Баллы этой покупки потрачены: решает менеджер</translation>
    </message>
    <message>
      <source>another till has the right to this return</source>
      <translation>право на возврат у другой кассы</translation>
    </message>
    <message>
      <source>by today's prices, in cash, at most {sum}</source>
      <translation>по сегодняшним ценам, наличными, не больше {sum}</translation>
    </message>
    <message>
      <source>choose what comes back</source>
      <translation>выберите, что возвращают</translation>
    </message>
    <message>
      <source>everything has been returned already</source>
      <translation>всё уже возвращено</translation>
    </message>
    <message>
      <source>gift</source>
      <translation>подарок</translation>
    </message>
    <message>
      <source>say why</source>
      <translation>укажите причину</translation>
    </message>
    <message>
      <source>scan what comes back</source>
      <translation>отсканируйте товар</translation>
    </message>
    <message>
      <source>shop “{name}”</source>
      <translation>магазин «{name}»</translation>
    </message>
    <message>
      <source>too much without a receipt</source>
      <translation>слишком много без чека</translation>
    </message>
  </context>
  <context>
    <name>rights</name>
    <message>
      <source>Answer for a terminal that is silent</source>
      <translation>Ответить за молчащий терминал</translation>
    </message>
    <message>
      <source>Cancel a receipt</source>
      <translation>Аннулирование чека</translation>
    </message>
    <message>
      <source>Cash in and out</source>
      <translation>Внесение и изъятие</translation>
    </message>
    <message>
      <source>Close a shift</source>
      <translation>Закрытие смены</translation>
    </message>
    <message>
      <source>Close a shift with a difference</source>
      <translation>Закрытие смены с расхождением</translation>
    </message>
    <message>
      <source>Confirm a large redemption of points</source>
      <translation>Подтверждение крупного списания баллов</translation>
    </message>
    <message>
      <source>Discount by hand</source>
      <translation>Ручная скидка</translation>
    </message>
    <message>
      <source>Discount by hand above the limit</source>
      <translation>Ручная скидка сверх предела</translation>
    </message>
    <message>
      <source>File for support</source>
      <translation>Файл для поддержки</translation>
    </message>
    <message>
      <source>Head and foot of receipts</source>
      <translation>Шапка и подвал чека</translation>
    </message>
    <message>
      <source>Journal</source>
      <translation>Журнал</translation>
    </message>
    <message>
      <source>Lay out the quick goods</source>
      <translation>Раскладывать быстрые товары</translation>
    </message>
    <message>
      <source>Open a shift</source>
      <translation>Открытие смены</translation>
    </message>
    <message>
      <source>Open the drawer</source>
      <translation>Открытие ящика</translation>
    </message>
    <message>
      <source>People and their PINs</source>
      <translation>Сотрудники и PIN</translation>
    </message>
    <message>
      <source>Print a copy</source>
      <translation>Печать копии</translation>
    </message>
    <message>
      <source>Queue of operations</source>
      <translation>Очередь операций</translation>
    </message>
    <message>
      <source>Register a buyer</source>
      <translation>Регистрация покупателя</translation>
    </message>
    <message>
      <source>Remove a line</source>
      <translation>Удаление строки</translation>
    </message>
    <message>
      <source>Replace or block a buyer's card</source>
      <translation>Заменять и блокировать карту покупателя</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>Отчёты</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Возврат</translation>
    </message>
    <message>
      <source>Return without a receipt</source>
      <translation>Возврат без чека</translation>
    </message>
    <message>
      <source>See what a buyer bought</source>
      <translation>Смотреть покупки покупателя</translation>
    </message>
    <message>
      <source>Sell</source>
      <translation>Продажа</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Настройки</translation>
    </message>
    <message>
      <source>X report</source>
      <translation>X-отчёт</translation>
    </message>
  </context>
  <context>
    <name>rights_screen</name>
    <message>
      <source>All roles are as installed</source>
      <translation>Все роли как при установке</translation>
    </message>
    <message>
      <source>As installed</source>
      <translation>Как при установке</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>It stays: without it nobody could put anything right again</source>
      <translation>Право остаётся: без него никто ничего не смог бы исправить</translation>
    </message>
    <message>
      <source>Next page</source>
      <translation>Дальше</translation>
    </message>
    <message>
      <source>Once more: really all?</source>
      <translation>Ещё раз: точно все?</translation>
    </message>
    <message>
      <source>Only an administrator changes rights</source>
      <translation>Права меняет только администратор</translation>
    </message>
    <message>
      <source>Page back</source>
      <translation>Страница назад</translation>
    </message>
    <message>
      <source>Rights of roles</source>
      <translation>Права ролей</translation>
    </message>
    <message>
      <source>no</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>да</translation>
    </message>
    <message>
      <source>{role} may no longer: {right}</source>
      <translation>{role}, больше нельзя: {right}</translation>
    </message>
    <message>
      <source>{role} may now: {right}</source>
      <translation>{role}, теперь можно: {right}</translation>
    </message>
  </context>
  <context>
    <name>roles</name>
    <message>
      <source>Administrator</source>
      <translation>Администратор</translation>
    </message>
    <message>
      <source>Cashier</source>
      <translation>Кассир</translation>
    </message>
    <message>
      <source>Manager</source>
      <translation>Менеджер</translation>
    </message>
    <message>
      <source>Senior cashier</source>
      <translation>Старший кассир</translation>
    </message>
  </context>
  <context>
    <name>rules</name>
    <message numerus="yes">
      <source>%n day(s) after</source>
      <translation>
        <numerusform>%n день после</numerusform>
        <numerusform>%n дня после</numerusform>
        <numerusform>%n дней после</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n day(s) before</source>
      <translation>
        <numerusform>за %n день до</numerusform>
        <numerusform>за %n дня до</numerusform>
        <numerusform>за %n дней до</numerusform>
      </translation>
    </message>
    <message>
      <source>Fri</source>
      <translation>пт</translation>
    </message>
    <message>
      <source>Mon</source>
      <translation>пн</translation>
    </message>
    <message>
      <source>SBP</source>
      <translation>СБП</translation>
    </message>
    <message>
      <source>Sat</source>
      <translation>сб</translation>
    </message>
    <message>
      <source>Sun</source>
      <translation>вс</translation>
    </message>
    <message>
      <source>Thu</source>
      <translation>чт</translation>
    </message>
    <message>
      <source>Tue</source>
      <translation>вт</translation>
    </message>
    <message>
      <source>Wed</source>
      <translation>ср</translation>
    </message>
    <message>
      <source>a gift</source>
      <translation>подарок</translation>
    </message>
    <message>
      <source>a gift, one of {count} products</source>
      <translation>подарок: один товар из {count}</translation>
    </message>
    <message>
      <source>all but chosen goods ({count})</source>
      <translation>все товары, кроме отдельных ({count})</translation>
    </message>
    <message>
      <source>back in points: {bands}</source>
      <translation>баллами: {bands}</translation>
    </message>
    <message>
      <source>bank card</source>
      <translation>банковская карта</translation>
    </message>
    <message>
      <source>birthday</source>
      <translation>день рождения</translation>
    </message>
    <message>
      <source>brand: {names}</source>
      <translation>марка: {names}</translation>
    </message>
    <message>
      <source>by channel: {names}</source>
      <translation>канал: {names}</translation>
    </message>
    <message>
      <source>cash</source>
      <translation>наличные</translation>
    </message>
    <message>
      <source>category: {names}</source>
      <translation>категория: {names}</translation>
    </message>
    <message>
      <source>chosen goods ({count})</source>
      <translation>отдельные товары ({count})</translation>
    </message>
    <message>
      <source>coupon: {name}</source>
      <translation>купон: {name}</translation>
    </message>
    <message>
      <source>first purchase</source>
      <translation>первая покупка</translation>
    </message>
    <message>
      <source>from {date}</source>
      <translation>с {date}</translation>
    </message>
    <message>
      <source>gift card</source>
      <translation>подарочная карта</translation>
    </message>
    <message>
      <source>gives the coupon: {name}</source>
      <translation>даёт купон: {name}</translation>
    </message>
    <message>
      <source>in one line: {text}</source>
      <translation>в одной строке: {text}</translation>
    </message>
    <message>
      <source>in store: {names}</source>
      <translation>магазин: {names}</translation>
    </message>
    <message>
      <source>level: {names}</source>
      <translation>уровень: {names}</translation>
    </message>
    <message>
      <source>marked: {names}</source>
      <translation>с пометкой: {names}</translation>
    </message>
    <message>
      <source>not at level: {names}</source>
      <translation>кроме уровня: {names}</translation>
    </message>
    <message>
      <source>not by channel: {names}</source>
      <translation>кроме канала: {names}</translation>
    </message>
    <message>
      <source>not in segment: {names}</source>
      <translation>кроме сегмента: {names}</translation>
    </message>
    <message>
      <source>not in store: {names}</source>
      <translation>кроме магазина: {names}</translation>
    </message>
    <message>
      <source>not marked: {names}</source>
      <translation>без пометки: {names}</translation>
    </message>
    <message>
      <source>not of brand: {names}</source>
      <translation>кроме марки: {names}</translation>
    </message>
    <message>
      <source>not of category: {names}</source>
      <translation>кроме категории: {names}</translation>
    </message>
    <message>
      <source>not of supplier: {names}</source>
      <translation>кроме поставщика: {names}</translation>
    </message>
    <message>
      <source>on {days}</source>
      <translation>по дням: {days}</translation>
    </message>
    <message>
      <source>paid also by: {kinds}</source>
      <translation>в оплате есть: {kinds}</translation>
    </message>
    <message>
      <source>paid wholly by: {kinds}</source>
      <translation>оплата целиком: {kinds}</translation>
    </message>
    <message>
      <source>points ×{times}</source>
      <translation>баллы ×{times}</translation>
    </message>
    <message>
      <source>price {sum}</source>
      <translation>цена {sum}</translation>
    </message>
    <message>
      <source>promo code: {codes}</source>
      <translation>промокод: {codes}</translation>
    </message>
    <message>
      <source>quantity below {quantity}</source>
      <translation>количество меньше {quantity}</translation>
    </message>
    <message>
      <source>quantity from {quantity}</source>
      <translation>количество от {quantity}</translation>
    </message>
    <message>
      <source>quantity over {quantity}</source>
      <translation>количество больше {quantity}</translation>
    </message>
    <message>
      <source>receipt below {sum}</source>
      <translation>чек меньше {sum}</translation>
    </message>
    <message>
      <source>receipt from {sum}</source>
      <translation>чек от {sum}</translation>
    </message>
    <message>
      <source>receipt over {sum}</source>
      <translation>чек больше {sum}</translation>
    </message>
    <message>
      <source>segment: {names}</source>
      <translation>сегмент: {names}</translation>
    </message>
    <message>
      <source>supplier: {names}</source>
      <translation>поставщик: {names}</translation>
    </message>
    <message>
      <source>these goods below {sum}</source>
      <translation>этих товаров меньше чем на {sum}</translation>
    </message>
    <message>
      <source>these goods from {sum}</source>
      <translation>этих товаров от {sum}</translation>
    </message>
    <message>
      <source>these goods over {sum}</source>
      <translation>этих товаров больше чем на {sum}</translation>
    </message>
    <message>
      <source>to {date}</source>
      <translation>по {date}</translation>
    </message>
    <message>
      <source>with a card</source>
      <translation>по карте</translation>
    </message>
    <message>
      <source>{hours}, beginning on {days}</source>
      <translation>{hours}, начало: {days}</translation>
    </message>
    <message>
      <source>{names} and {count} more</source>
      <translation>{names} и ещё {count}</translation>
    </message>
    <message>
      <source>{percent} back in points</source>
      <translation>{percent} баллами</translation>
    </message>
    <message>
      <source>{percent} from {sum}</source>
      <translation>{percent} от {sum}</translation>
    </message>
    <message>
      <source>{percent} off</source>
      <translation>скидка {percent}</translation>
    </message>
    <message>
      <source>{percent} off one of every {count} pieces, the cheapest</source>
      <translation>скидка {percent} на самую дешёвую из каждых {count} шт.</translation>
    </message>
    <message>
      <source>{percent} off the cheapest of {count} pieces or more</source>
      <translation>скидка {percent} на самую дешёвую, если в чеке от {count} шт.</translation>
    </message>
    <message>
      <source>{points} for every unit</source>
      <translation>{points} за каждую единицу</translation>
    </message>
    <message>
      <source>{points} for every {quantity} units</source>
      <translation>{points} за каждые {quantity} ед.</translation>
    </message>
    <message>
      <source>{points} for every {sum}</source>
      <translation>{points} за каждые {sum}</translation>
    </message>
    <message>
      <source>{points} more</source>
      <translation>ещё {points}</translation>
    </message>
    <message>
      <source>{sum} off</source>
      <translation>скидка {sum}</translation>
    </message>
    <message>
      <source>{sum} off each</source>
      <translation>скидка {sum} за единицу</translation>
    </message>
  </context>
  <context>
    <name>sales</name>
    <message>
      <source>Cash rounding, gifts kept</source>
      <translation>Округление, оставленные подарки</translation>
    </message>
    <message>
      <source>Cashier</source>
      <translation>Кассир</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>Штрихкод</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>Разница</translation>
    </message>
    <message>
      <source>Discount</source>
      <translation>Скидка</translation>
    </message>
    <message>
      <source>Discount in sales: {name}</source>
      <translation>Скидка в продажах: {name}</translation>
    </message>
    <message>
      <source>Discounts</source>
      <translation>Скидки</translation>
    </message>
    <message>
      <source>Every total agrees with the Z report</source>
      <translation>Все итоги совпадают с Z-отчётом</translation>
    </message>
    <message>
      <source>Figure</source>
      <translation>Показатель</translation>
    </message>
    <message>
      <source>Given back for returns</source>
      <translation>Выдано по возвратам</translation>
    </message>
    <message>
      <source>In the Z report</source>
      <translation>В Z-отчёте</translation>
    </message>
    <message>
      <source>In this export</source>
      <translation>В выгрузке</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Вид</translation>
    </message>
    <message>
      <source>Line</source>
      <translation>Строка</translation>
    </message>
    <message>
      <source>Lines</source>
      <translation>Строки</translation>
    </message>
    <message>
      <source>Net sum</source>
      <translation>Чистая сумма</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>Оплачено</translation>
    </message>
    <message>
      <source>Paid for sales</source>
      <translation>Оплачено по продажам</translation>
    </message>
    <message>
      <source>Paid with points</source>
      <translation>Оплачено баллами</translation>
    </message>
    <message>
      <source>Paid with points in sales</source>
      <translation>Оплачено баллами в продажах</translation>
    </message>
    <message>
      <source>Payment</source>
      <translation>Оплата</translation>
    </message>
    <message>
      <source>Payments</source>
      <translation>Оплаты</translation>
    </message>
    <message>
      <source>Payments: {kind}</source>
      <translation>Оплаты: {kind}</translation>
    </message>
    <message>
      <source>Points given</source>
      <translation>Начислено баллов</translation>
    </message>
    <message>
      <source>Points given in sales</source>
      <translation>Начислено баллов в продажах</translation>
    </message>
    <message>
      <source>Points spent</source>
      <translation>Списано баллов</translation>
    </message>
    <message>
      <source>Points spent in sales</source>
      <translation>Списано баллов в продажах</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>Цена</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>Товар</translation>
    </message>
    <message>
      <source>Product id</source>
      <translation>Код товара</translation>
    </message>
    <message>
      <source>Programme version</source>
      <translation>Версия программы</translation>
    </message>
    <message>
      <source>Quantity</source>
      <translation>Количество</translation>
    </message>
    <message>
      <source>Receipt</source>
      <translation>Чек</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Чеки</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Правило</translation>
    </message>
    <message>
      <source>Rule id</source>
      <translation>Код правила</translation>
    </message>
    <message>
      <source>Sales after discounts and points</source>
      <translation>Продажи после скидок и баллов</translation>
    </message>
    <message>
      <source>Sales without discounts</source>
      <translation>Продажи без скидок</translation>
    </message>
    <message>
      <source>Shift</source>
      <translation>Смена</translation>
    </message>
    <message>
      <source>Shift {shift}, {figure}: exported {exported}, in the Z report {reported}</source>
      <translation>Смена {shift}, {figure}: выгружено {exported}, в Z-отчёте {reported}</translation>
    </message>
    <message>
      <source>Shifts: {shifts}, receipts: {receipts}, lines: {lines}</source>
      <translation>Смен: {shifts}, чеков: {receipts}, строк: {lines}</translation>
    </message>
    <message>
      <source>Sold by receipt</source>
      <translation>Продано чеком</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Сумма</translation>
    </message>
    <message>
      <source>Sum without discounts</source>
      <translation>Сумма без скидок</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Время</translation>
    </message>
    <message>
      <source>Totals</source>
      <translation>Итоги</translation>
    </message>
    <message>
      <source>Turnover at VAT {rate}</source>
      <translation>Оборот, НДС {rate}</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>Единица</translation>
    </message>
    <message>
      <source>VAT</source>
      <translation>НДС</translation>
    </message>
    <message>
      <source>VAT rate, %</source>
      <translation>Ставка НДС, %</translation>
    </message>
    <message>
      <source>VAT {rate}</source>
      <translation>НДС {rate}</translation>
    </message>
    <message>
      <source>With a card</source>
      <translation>С картой</translation>
    </message>
    <message>
      <source>pcs</source>
      <translation>шт</translation>
    </message>
    <message>
      <source>return</source>
      <translation>возврат</translation>
    </message>
    <message>
      <source>sale</source>
      <translation>продажа</translation>
    </message>
  </context>
  <context>
    <name>sample</name>
    <message>
      <source>Anna K.</source>
      <translation>Анна К.</translation>
    </message>
    <message>
      <source>Cheese “Russian” 45 %, by weight</source>
      <translation>Сыр «Российский» 45 %, весовой</translation>
    </message>
    <message>
      <source>Coffee beans “Arabica”, 1 kg</source>
      <translation>Кофе в зёрнах «Арабика», 1 кг</translation>
    </message>
    <message>
      <source>Gold</source>
      <translation>Золото</translation>
    </message>
    <message>
      <source>Milk “Village” 3.2 %, 1 l</source>
      <translation>Молоко «Деревенское» 3,2 %, 1 л</translation>
    </message>
    <message>
      <source>Petrova M.</source>
      <translation>Петрова М.</translation>
    </message>
    <message>
      <source>Silver</source>
      <translation>Серебро</translation>
    </message>
    <message>
      <source>a cake for half its price</source>
      <translation>торт за полцены</translation>
    </message>
  </context>
  <context>
    <name>scanning</name>
    <message numerus="yes">
      <source>%n codes instead of one</source>
      <translation>
        <numerusform>%n код вместо одного</numerusform>
        <numerusform>%n кода вместо одного</numerusform>
        <numerusform>%n кодов вместо одного</numerusform>
      </translation>
    </message>
    <message>
      <source>After a code: {end}</source>
      <translation>После кода: {end}</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Before a code: {prefix}</source>
      <translation>Перед кодом: {prefix}</translation>
    </message>
    <message>
      <source>Begin anew</source>
      <translation>Начать заново</translation>
    </message>
    <message>
      <source>Bytes</source>
      <translation>Байты</translation>
    </message>
    <message>
      <source>Caps Lock is on. If capitals and small letters change places, switch it off.</source>
      <translation>Включён Caps Lock. Если большие и маленькие буквы меняются местами, выключите его.</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Откуда</translation>
    </message>
    <message>
      <source>It adds “{tail}” to every code: switch that off in the scanner.</source>
      <translation>К каждому коду добавляется «{tail}»: отключите это в сканере.</translation>
    </message>
    <message>
      <source>It is</source>
      <translation>Это</translation>
    </message>
    <message>
      <source>It is written into the settings and in force</source>
      <translation>Записано в настройки и действует</translation>
    </message>
    <message>
      <source>It sent</source>
      <translation>Прислано</translation>
    </message>
    <message>
      <source>Kind of bars</source>
      <translation>Вид кода</translation>
    </message>
    <message>
      <source>Longest pause between keys: {ms} ms</source>
      <translation>Наибольшая пауза между клавишами: {ms} мс</translation>
    </message>
    <message>
      <source>No code of goods was found in the scans. Scan three products with 13 or 8 digits under the bars.</source>
      <translation>В сканах не найден код товара. Отсканируйте три товара, у которых под штрихами 13 или 8 цифр.</translation>
    </message>
    <message>
      <source>Pause that ends a code: {ms} ms</source>
      <translation>Пауза, которой кончается код: {ms} мс</translation>
    </message>
    <message>
      <source>Pauses</source>
      <translation>Паузы</translation>
    </message>
    <message>
      <source>Scan any code: nothing is sold here, and no key acts but those on buttons.</source>
      <translation>Сканируйте любые коды: здесь ничего не продаётся, действуют только клавиши на кнопках.</translation>
    </message>
    <message>
      <source>Scan three different products with one scanner: {count} of {enough}</source>
      <translation>Отсканируйте одним сканером три разных товара: {count} из {enough}</translation>
    </message>
    <message>
      <source>The keyboard's layout is Russian. It does not matter: keys are read by their places.</source>
      <translation>Раскладка клавиатуры русская. Это не мешает: клавиши читаются по их местам.</translation>
    </message>
    <message>
      <source>The keys came as slowly as a hand types. Scan, do not type.</source>
      <translation>Клавиши шли медленно, как с руки. Сканируйте, а не печатайте.</translation>
    </message>
    <message>
      <source>The scanner types on the keypad, and Num Lock is off: codes are not heard. Switch Num Lock on.</source>
      <translation>Сканер печатает на цифровом блоке, а Num Lock выключен: коды не слышны. Включите Num Lock.</translation>
    </message>
    <message>
      <source>The scans end in different ways. Scan three with one and the same scanner.</source>
      <translation>Сканы кончаются по-разному. Отсканируйте три кода одним и тем же сканером.</translation>
    </message>
    <message>
      <source>The settings are so already.</source>
      <translation>Настройки уже такие.</translation>
    </message>
    <message>
      <source>The till hears</source>
      <translation>Касса слышит</translation>
    </message>
    <message>
      <source>Try a scanner</source>
      <translation>Проверка сканера</translation>
    </message>
    <message>
      <source>What the till learns</source>
      <translation>Что выяснила касса</translation>
    </message>
    <message>
      <source>With CR after each code nothing would depend on pauses.</source>
      <translation>С символом CR после каждого кода от пауз ничего бы не зависело.</translation>
    </message>
    <message>
      <source>With a prefix set in the scanner (such as ~) nothing would depend on pauses.</source>
      <translation>С префиксом, заданным в сканере (например, ~), от пауз ничего бы не зависело.</translation>
    </message>
    <message>
      <source>Write into the settings</source>
      <translation>Записать в настройки</translation>
    </message>
    <message>
      <source>a colleague's badge</source>
      <translation>бейдж сотрудника</translation>
    </message>
    <message>
      <source>a loyalty card</source>
      <translation>карта покупателя</translation>
    </message>
    <message>
      <source>a loyalty card in a telephone</source>
      <translation>карта покупателя в телефоне</translation>
    </message>
    <message>
      <source>a marking code, whole</source>
      <translation>код маркировки, целый</translation>
    </message>
    <message>
      <source>a pause</source>
      <translation>пауза</translation>
    </message>
    <message>
      <source>a slip of this system</source>
      <translation>чек этой системы</translation>
    </message>
    <message>
      <source>goods by the piece</source>
      <translation>штучный товар</translation>
    </message>
    <message>
      <source>goods with their price</source>
      <translation>товар с ценой</translation>
    </message>
    <message>
      <source>goods with their weight</source>
      <translation>товар с весом</translation>
    </message>
    <message>
      <source>keyboard</source>
      <translation>клавиатура</translation>
    </message>
    <message>
      <source>none</source>
      <translation>ничего</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>ничего</translation>
    </message>
    <message>
      <source>nothing: it takes the keys for a hand's</source>
      <translation>ничего: клавиши приняты за набор рукой</translation>
    </message>
    <message>
      <source>one code, all of it</source>
      <translation>один код, целиком</translation>
    </message>
    <message>
      <source>one code: {code}</source>
      <translation>один код: {code}</translation>
    </message>
    <message>
      <source>the scanner does not say</source>
      <translation>сканер не сообщает</translation>
    </message>
    <message>
      <source>there is nothing to write yet</source>
      <translation>записывать пока нечего</translation>
    </message>
    <message>
      <source>{middle} ms usually, {longest} ms at most</source>
      <translation>обычно {middle} мс, самое большее {longest} мс</translation>
    </message>
    <message>
      <source>{reason}, unless the shop has goods of this code</source>
      <translation>{reason}, если только в магазине нет товара с таким кодом</translation>
    </message>
  </context>
  <context>
    <name>selling</name>
    <message numerus="yes">
      <source>%n line(s)</source>
      <translation>
        <numerusform>%n позиция</numerusform>
        <numerusform>%n позиции</numerusform>
        <numerusform>%n позиций</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s)</source>
      <translation>
        <numerusform>%n чек</numerusform>
        <numerusform>%n чека</numerusform>
        <numerusform>%n чеков</numerusform>
      </translation>
    </message>
    <message>
      <source>A card is on the receipt already</source>
      <translation>На чеке уже есть карта</translation>
    </message>
    <message>
      <source>A gift card is being sold</source>
      <translation>Продаётся подарочная карта</translation>
    </message>
    <message>
      <source>Advance: no discounts, no points</source>
      <translation>Аванс: без скидок и баллов</translation>
    </message>
    <message>
      <source>All lines go; it is written down.</source>
      <translation>Все строки исчезнут; это попадёт в журнал.</translation>
    </message>
    <message>
      <source>Ask the buyer for another card</source>
      <translation>Попросите другую карту</translation>
    </message>
    <message>
      <source>Ask the buyer to open the card anew, then scan it; points are earned anyway</source>
      <translation>Попросите открыть карту заново и отсканируйте её; баллы начислятся в любом случае</translation>
    </message>
    <message>
      <source>Ask the buyer to renew the card in the app, or for another card</source>
      <translation>Попросите обновить карту в приложении или дать другую карту</translation>
    </message>
    <message>
      <source>Ask the buyer to wait for the next code, then scan it; points are earned anyway</source>
      <translation>Попросите дождаться следующего кода и отсканируйте его; баллы начислятся в любом случае</translation>
    </message>
    <message>
      <source>Available</source>
      <translation>Доступно</translation>
    </message>
    <message numerus="yes">
      <source>Birthday in %n day(s)</source>
      <translation>
        <numerusform>День рождения через %n день</numerusform>
        <numerusform>День рождения через %n дня</numerusform>
        <numerusform>День рождения через %n дней</numerusform>
      </translation>
    </message>
    <message>
      <source>Birthday today</source>
      <translation>День рождения сегодня</translation>
    </message>
    <message>
      <source>Buyer</source>
      <translation>Карта</translation>
    </message>
    <message>
      <source>Buyer without a card</source>
      <translation>Покупатель без карты</translation>
    </message>
    <message>
      <source>By hand: type its number, then touch Enter</source>
      <translation>Вручную: наберите номер и нажмите «Ввод»</translation>
    </message>
    <message>
      <source>By hand: type the weight, then touch Quantity</source>
      <translation>Вручную: наберите вес и нажмите «Кол-во»</translation>
    </message>
    <message>
      <source>By points</source>
      <translation>Баллами</translation>
    </message>
    <message>
      <source>By points ({points})</source>
      <translation>Баллами ({points})</translation>
    </message>
    <message>
      <source>Call a colleague</source>
      <translation>Позвать коллегу</translation>
    </message>
    <message>
      <source>Cancel the whole receipt?</source>
      <translation>Аннулировать весь чек?</translation>
    </message>
    <message>
      <source>Card not known here, no connection: points will wait for its owner</source>
      <translation>Карты нет в кассе, связи нет: баллы дождутся владельца</translation>
    </message>
    <message>
      <source>Card not known: points will wait for its owner</source>
      <translation>Карта не зарегистрирована: баллы дождутся владельца</translation>
    </message>
    <message>
      <source>Card {mask}</source>
      <translation>Карта {mask}</translation>
    </message>
    <message>
      <source>Code or quantity</source>
      <translation>Код или кол-во</translation>
    </message>
    <message>
      <source>Coupon: {name}</source>
      <translation>Купон: {name}</translation>
    </message>
    <message>
      <source>Coupon: {name}, until {date}</source>
      <translation>Купон: {name}, до {date}</translation>
    </message>
    <message>
      <source>Discount</source>
      <translation>Скидка</translation>
    </message>
    <message>
      <source>Discount {percent} %</source>
      <translation>Скидка {percent} %</translation>
    </message>
    <message>
      <source>Discounts</source>
      <translation>Скидки</translation>
    </message>
    <message>
      <source>Do not spend</source>
      <translation>Не списывать</translation>
    </message>
    <message>
      <source>Expire {date}</source>
      <translation>Сгорят {date}</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>Найти</translation>
    </message>
    <message>
      <source>Find the product by its name, or remove the line</source>
      <translation>Найдите товар по названию или уберите строку</translation>
    </message>
    <message>
      <source>For a return, touch Return first</source>
      <translation>Для возврата сначала нажмите «Возврат»</translation>
    </message>
    <message>
      <source>For the birthday: {name}</source>
      <translation>Ко дню рождения: {name}</translation>
    </message>
    <message>
      <source>For this purchase: +{points}</source>
      <translation>За покупку: +{points}</translation>
    </message>
    <message>
      <source>From {date}: {level}</source>
      <translation>С {date}: {level}</translation>
    </message>
    <message>
      <source>Gift</source>
      <translation>Подарок</translation>
    </message>
    <message>
      <source>Goods</source>
      <translation>Товары</translation>
    </message>
    <message>
      <source>Leave out</source>
      <translation>Не брать</translation>
    </message>
    <message>
      <source>Line ×</source>
      <translation>Строка ×</translation>
    </message>
    <message>
      <source>New card</source>
      <translation>Новая карта</translation>
    </message>
    <message>
      <source>No points were redeemed</source>
      <translation>Баллы не списаны</translation>
    </message>
    <message>
      <source>No, keep it</source>
      <translation>Нет, оставить</translation>
    </message>
    <message>
      <source>No: take it out</source>
      <translation>Нет — убрать товар</translation>
    </message>
    <message>
      <source>Not found: {code}</source>
      <translation>Не найден: {code}</translation>
    </message>
    <message>
      <source>Of age, checked</source>
      <translation>Да, документ проверен</translation>
    </message>
    <message>
      <source>Offline: up to {points} here</source>
      <translation>Офлайн, можно списать здесь: {points}</translation>
    </message>
    <message>
      <source>Offline: up to {points} here, {lent} of them in advance</source>
      <translation>Офлайн, можно списать здесь: {points}, из них авансом {lent}</translation>
    </message>
    <message>
      <source>Park</source>
      <translation>Отложить</translation>
    </message>
    <message>
      <source>Parked</source>
      <translation>Отложено</translation>
    </message>
    <message>
      <source>Pay</source>
      <translation>Оплата</translation>
    </message>
    <message>
      <source>Pending</source>
      <translation>Ожидают</translation>
    </message>
    <message>
      <source>Points are earned and wait for its owner</source>
      <translation>Баллы начисляются и ждут владельца</translation>
    </message>
    <message>
      <source>Promo code</source>
      <translation>Промокод</translation>
    </message>
    <message>
      <source>Quantity</source>
      <translation>Кол-во</translation>
    </message>
    <message>
      <source>Receipt</source>
      <translation>Чек</translation>
    </message>
    <message>
      <source>Receipt {number}</source>
      <translation>Чек {number}</translation>
    </message>
    <message>
      <source>Receipt ×</source>
      <translation>Чек ×</translation>
    </message>
    <message>
      <source>Redeem points</source>
      <translation>Списать баллы</translation>
    </message>
    <message>
      <source>Redeem {points}</source>
      <translation>Списать {points}</translation>
    </message>
    <message>
      <source>Redeemed {points} of {maximum}</source>
      <translation>Списано {points} из {maximum}</translation>
    </message>
    <message>
      <source>Redeemed {points}, not more</source>
      <translation>Списано {points}, больше нельзя</translation>
    </message>
    <message>
      <source>Registered: {name}</source>
      <translation>Зарегистрировано: {name}</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Возврат</translation>
    </message>
    <message>
      <source>Scan a card, or find the buyer by telephone</source>
      <translation>Отсканируйте карту или найдите по телефону: F5</translation>
    </message>
    <message>
      <source>Scan goods, or touch Goods</source>
      <translation>Отсканируйте товар или нажмите «Товары»</translation>
    </message>
    <message>
      <source>Scan the gift card</source>
      <translation>Отсканируйте подарочную карту</translation>
    </message>
    <message>
      <source>Show the buyer the sum and ask.</source>
      <translation>Покажите сумму покупателю и спросите.</translation>
    </message>
    <message>
      <source>So many points need a colleague's permission.</source>
      <translation>Столько баллов списывают с разрешения коллеги.</translation>
    </message>
    <message>
      <source>Spend {points}?</source>
      <translation>Списать {points}?</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Сумма</translation>
    </message>
    <message>
      <source>Take out</source>
      <translation>Убрать</translation>
    </message>
    <message>
      <source>Take the weight</source>
      <translation>Взять вес</translation>
    </message>
    <message>
      <source>The account is blocked: its points are not spent</source>
      <translation>Счёт заблокирован: баллы не списываются</translation>
    </message>
    <message>
      <source>The buyer agrees</source>
      <translation>Покупатель согласен</translation>
    </message>
    <message>
      <source>The card in the telephone is blocked</source>
      <translation>Карта в телефоне заблокирована</translation>
    </message>
    <message>
      <source>The card in the telephone is verified: points may be spent</source>
      <translation>Карта в телефоне проверена: баллы можно списать</translation>
    </message>
    <message>
      <source>The code is not verified: points are earned, not spent</source>
      <translation>Код не проверен: баллы начисляются, но не списываются</translation>
    </message>
    <message>
      <source>The code on the telephone cannot be verified now: points are earned, not spent</source>
      <translation>Код в телефоне сейчас не проверить: баллы начисляются, но не списываются</translation>
    </message>
    <message>
      <source>The code on the telephone is out of date</source>
      <translation>Код в телефоне устарел</translation>
    </message>
    <message>
      <source>The gift card {card} is not active</source>
      <translation>Подарочная карта {card} не активна</translation>
    </message>
    <message>
      <source>The points redeemed stay as they were</source>
      <translation>Списание осталось прежним</translation>
    </message>
    <message>
      <source>The receipt is empty</source>
      <translation>Чек пуст</translation>
    </message>
    <message>
      <source>The receipt is parked</source>
      <translation>Чек отложен</translation>
    </message>
    <message>
      <source>The server does not know this card yet</source>
      <translation>Сервер ещё не знает этой карты</translation>
    </message>
    <message>
      <source>The sum has changed since: {before} → {now}</source>
      <translation>Сумма изменилась: {before} → {now}</translation>
    </message>
    <message>
      <source>The terms have changed since, the sum has not</source>
      <translation>Условия изменились, сумма нет</translation>
    </message>
    <message>
      <source>There is a card on this receipt, and another was scanned.</source>
      <translation>В чеке уже есть карта, и отсканирована вторая.</translation>
    </message>
    <message>
      <source>These points are held at another till or shop now</source>
      <translation>Эти баллы сейчас заняты на другой кассе или в другом магазине</translation>
    </message>
    <message>
      <source>This card's codes cannot be verified</source>
      <translation>Коды этой карты проверить нельзя</translation>
    </message>
    <message>
      <source>This code has been used already</source>
      <translation>Этот код уже использован</translation>
    </message>
    <message>
      <source>This is a colleague's badge, not a product</source>
      <translation>Это бейдж сотрудника, а не товар</translation>
    </message>
    <message>
      <source>This is the code of a receipt</source>
      <translation>Это код чека</translation>
    </message>
    <message>
      <source>To pay</source>
      <translation>К оплате</translation>
    </message>
    <message>
      <source>To sell it, choose the gift card among the goods first</source>
      <translation>Чтобы продать её, сначала выберите подарочную карту среди товаров</translation>
    </message>
    <message>
      <source>To spend points, scan the telephone again when the server answers</source>
      <translation>Чтобы списать баллы, отсканируйте телефон снова, когда сервер ответит</translation>
    </message>
    <message>
      <source>Type the points first, then touch Sum</source>
      <translation>Сначала наберите баллы, потом «Сумма»</translation>
    </message>
    <message>
      <source>Type the quantity first, then touch Quantity</source>
      <translation>Сначала наберите количество, потом «Кол-во»</translation>
    </message>
    <message>
      <source>Type the sum, then scan the gift card</source>
      <translation>Наберите сумму и отсканируйте подарочную карту</translation>
    </message>
    <message>
      <source>Up to {points} now: the rest is held at another till or shop</source>
      <translation>Сейчас до {points}: остальное занято на другой кассе или в другом магазине</translation>
    </message>
    <message>
      <source>Whose purchase is it?</source>
      <translation>Чья это покупка?</translation>
    </message>
    <message>
      <source>Without discounts</source>
      <translation>Без скидок</translation>
    </message>
    <message>
      <source>Without the shop's node: up to {points} here</source>
      <translation>Без узла магазина: здесь до {points}</translation>
    </message>
    <message>
      <source>Yes, cancel it</source>
      <translation>Да, аннулировать</translation>
    </message>
    <message>
      <source>as of {time}</source>
      <translation>данные {time}</translation>
    </message>
    <message>
      <source>confirm the buyer's age: {age}+</source>
      <translation>подтвердите возраст покупателя: {age}+</translation>
    </message>
    <message>
      <source>from {minimum} to {maximum}</source>
      <translation>от {minimum} до {maximum}</translation>
    </message>
    <message>
      <source>it has been replaced by another</source>
      <translation>она заменена другой</translation>
    </message>
    <message>
      <source>it has expired</source>
      <translation>её срок истёк</translation>
    </message>
    <message>
      <source>it is blocked</source>
      <translation>она заблокирована</translation>
    </message>
    <message>
      <source>it pays when payment is opened</source>
      <translation>спишется, когда откроете оплату</translation>
    </message>
    <message>
      <source>its account is blocked</source>
      <translation>её счёт заблокирован</translation>
    </message>
    <message>
      <source>open a shift first</source>
      <translation>сначала откройте смену</translation>
    </message>
    <message>
      <source>package {weight}</source>
      <translation>тара {weight}</translation>
    </message>
    <message>
      <source>resolve the red line first</source>
      <translation>сначала разберите красную строку</translation>
    </message>
    <message>
      <source>scan the gift card first</source>
      <translation>сначала отсканируйте подарочную карту</translation>
    </message>
    <message>
      <source>scan the goods</source>
      <translation>отсканируйте товар</translation>
    </message>
    <message>
      <source>the barcode is not in the catalogue</source>
      <translation>штрихкода нет в справочнике</translation>
    </message>
    <message>
      <source>the points have to be confirmed</source>
      <translation>подтвердите списание баллов</translation>
    </message>
    <message>
      <source>there is nothing to pay</source>
      <translation>платить нечего</translation>
    </message>
    <message>
      <source>touch again to undo</source>
      <translation>ещё раз — вернуть</translation>
    </message>
    <message>
      <source>weigh the goods first</source>
      <translation>сначала взвесьте товар</translation>
    </message>
    <message>
      <source>{age}+? Ask for a document</source>
      <translation>{age}+? Проверьте документ</translation>
    </message>
    <message>
      <source>{points} for the next purchase</source>
      <translation>{points} на следующую покупку</translation>
    </message>
    <message>
      <source>{price} per kg</source>
      <translation>{price} за кг</translation>
    </message>
    <message>
      <source>{rule}: may not be sold</source>
      <translation>{rule}: продавать нельзя</translation>
    </message>
    <message>
      <source>{rule}: no sale until {until}</source>
      <translation>{rule}: нет продажи до {until}</translation>
    </message>
    <message>
      <source>{sum} to {level}</source>
      <translation>до уровня «{level}» {sum}</translation>
    </message>
  </context>
  <context>
    <name>server</name>
    <message>
      <source>  {sum} {until}</source>
      <translation>  {sum} {until}</translation>
    </message>
    <message numerus="yes">
      <source>%n gift card(s)</source>
      <translation>
        <numerusform>%n подарочная карта</numerusform>
        <numerusform>%n подарочные карты</numerusform>
        <numerusform>%n подарочных карт</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n lot(s) are over; points that lapsed with them: {points}</source>
      <translation>
        <numerusform>Истёк %n лот; сгорело баллов: {points}</numerusform>
        <numerusform>Истекло %n лота; сгорело баллов: {points}</numerusform>
        <numerusform>Истекло %n лотов; сгорело баллов: {points}</numerusform>
      </translation>
    </message>
    <message>
      <source>Balance: {balance}, reserved: {reserved}, claims: {claims}</source>
      <translation>Остаток: {balance}, зарезервировано: {reserved}, недостача: {claims}</translation>
    </message>
    <message>
      <source>Certificate: {certificate}
Private key: {key}
Put both into [node] of this machine's settings (certificate, private_key); copy the certificate alone to each till and name it there in [server] (node_ca_file, or ca_file for the central server)</source>
      <translation>Сертификат: {certificate}
Закрытый ключ: {key}
Оба укажите в [node] настроек этой машины (certificate, private_key); на каждую кассу скопируйте только сертификат и укажите его там в [server] (node_ca_file, для центрального сервера ca_file)</translation>
    </message>
    <message>
      <source>Coupon {coupon}: {given} given, {had} had it already, {closed} cannot have one</source>
      <translation>Купон {coupon}: выдано {given}, уже был у {had}, нельзя выдать {closed}</translation>
    </message>
    <message>
      <source>Coupon {coupon}: {taken} taken back, {held} of them may still be at tills</source>
      <translation>Купон {coupon}: отозвано {taken}, из них на кассах ещё могут быть {held}</translation>
    </message>
    <message>
      <source>Gift card {card} is blocked; tills hear of it at their next exchange</source>
      <translation>Подарочная карта {card} заблокирована; кассы узнают об этом при следующем обмене</translation>
    </message>
    <message>
      <source>Gift card {card} is taken again</source>
      <translation>Подарочная карта {card} снова принимается</translation>
    </message>
    <message>
      <source>Gift card {card} was blocked already</source>
      <translation>Подарочная карта {card} уже была заблокирована</translation>
    </message>
    <message>
      <source>Gift card {card} was not blocked</source>
      <translation>Подарочная карта {card} не была заблокирована</translation>
    </message>
    <message>
      <source>Gift card {card}: {state}, {balance}, {free} of it held by nobody</source>
      <translation>Подарочная карта {card}: {state}, {balance}, из них никем не удерживается {free}</translation>
    </message>
    <message>
      <source>Gone for good; the points and receipts of {account} stay:</source>
      <translation>Удалено навсегда; баллы и чеки счёта {account} остаются:</translation>
    </message>
    <message>
      <source>Holders hear of it at their next exchange, and keep what they are using</source>
      <translation>Держатели узнают об этом при следующем обмене и оставят то, чем пользуются</translation>
    </message>
    <message>
      <source>Incarnation {incarnation} has begun</source>
      <translation>Началось воплощение {incarnation}</translation>
    </message>
    <message>
      <source>Issue {batch}: {fresh} cards are new, {known} were known, {loaded} on them</source>
      <translation>Выпуск {batch}: новых карт {fresh}, известных {known}, на них {loaded}</translation>
    </message>
    <message>
      <source>Levels looked at: {accounts}; {risen} have risen, {fallen} have fallen, {other} have changed otherwise</source>
      <translation>Проверено уровней: {accounts}; повышено {risen}, понижено {fallen}, изменено иначе {other}</translation>
    </message>
    <message>
      <source>No rights are granted until every till has reported what it holds</source>
      <translation>Права на списание не выдаются, пока все кассы не сообщат, что у них есть</translation>
    </message>
    <message>
      <source>Pairing code of store {store}: {code}</source>
      <translation>Код подключения магазина {store}: {code}</translation>
    </message>
    <message>
      <source>Put this into the telephone now, it is not shown again:</source>
      <translation>Внесите это в телефон сейчас, больше оно не показывается:</translation>
    </message>
    <message>
      <source>Should the disk turn up: join it again under its name, and what it did is applied; what it spent of this is listed by “cashier-app server alarms --kind written_off_spent”.</source>
      <translation>Если диск найдётся: подключите его снова под его именем, и всё, что он сделал, будет учтено; что он потратил из списанного, покажет «cashier-app server alarms --kind written_off_spent».</translation>
    </message>
    <message>
      <source>The card has no changing code any more</source>
      <translation>Меняющегося кода у карты больше нет</translation>
    </message>
    <message numerus="yes">
      <source>The certificate is valid for %n day(s) more: renew it in time</source>
      <translation>
        <numerusform>Сертификат действует ещё %n день: обновите его вовремя</numerusform>
        <numerusform>Сертификат действует ещё %n дня: обновите его вовремя</numerusform>
        <numerusform>Сертификат действует ещё %n дней: обновите его вовремя</numerusform>
      </translation>
    </message>
    <message>
      <source>The key of {node} opens nothing any more</source>
      <translation>Ключ кассы {node} больше не действует</translation>
    </message>
    <message>
      <source>The ledger is right</source>
      <translation>Учёт сходится</translation>
    </message>
    <message>
      <source>The level has never changed</source>
      <translation>Уровень не менялся</translation>
    </message>
    <message>
      <source>The loyalty server listens at {url}</source>
      <translation>Сервер лояльности слушает {url}</translation>
    </message>
    <message>
      <source>There are more: say it more exactly</source>
      <translation>Есть ещё: уточните запрос</translation>
    </message>
    <message>
      <source>There may be more: --after {number}</source>
      <translation>Может быть ещё: --after {number}</translation>
    </message>
    <message>
      <source>There may be more: --skip {number}</source>
      <translation>Может быть ещё: --skip {number}</translation>
    </message>
    <message>
      <source>This server is now the node of store {store} at {url}</source>
      <translation>Теперь этот сервер — узел магазина {store} при {url}</translation>
    </message>
    <message>
      <source>This would be written off, and nothing has been yet:</source>
      <translation>Было бы списано (пока ничего не списано):</translation>
    </message>
    <message>
      <source>This would go for good, and nothing has gone yet:</source>
      <translation>Это исчезло бы навсегда, пока ничего не удалено:</translation>
    </message>
    <message>
      <source>Version {version} ({name}) is withdrawn: tills hear of it at their next exchange</source>
      <translation>Версия {version} ({name}) отозвана: кассы узнают об этом при следующем обмене</translation>
    </message>
    <message>
      <source>Version {version} goes to nobody else; who has it keeps it</source>
      <translation>Версия {version} больше никому не даётся; у кого она есть, у тех остаётся</translation>
    </message>
    <message>
      <source>Version {version} is published, valid from {day}</source>
      <translation>Версия {version} опубликована, действует с {day}</translation>
    </message>
    <message>
      <source>Version {version}, valid from {day}, was published already</source>
      <translation>Версия {version}, действующая с {day}, уже опубликована</translation>
    </message>
    <message>
      <source>What a frozen epoch holds stays reserved, and it gets nothing more; its till goes on under another one by itself. Find out which machine is the copy and stop it, then give up the frozen epoch: cashier-app server write-off EPOCH --reason TEXT. Operations that are known here stay.</source>
      <translation>Что держит замороженная эпоха, остаётся в резерве, и больше она ничего не получает; её касса сама продолжает под другой эпохой. Выясните, какая машина — копия, и остановите её, затем спишите замороженную эпоху: cashier-app server write-off ЭПОХА --reason ТЕКСТ. Известные здесь операции остаются.</translation>
    </message>
    <message>
      <source>What is left does not follow from other facts: a person has to look at it</source>
      <translation>Остальное не следует из других фактов: должен посмотреть человек</translation>
    </message>
    <message>
      <source>active</source>
      <translation>действует</translation>
    </message>
    <message>
      <source>alarm {number} is settled</source>
      <translation>тревога {number} закрыта</translation>
    </message>
    <message>
      <source>alarm {number} was settled already</source>
      <translation>тревога {number} уже была закрыта</translation>
    </message>
    <message>
      <source>asked back: {count}</source>
      <translation>запрошено назад: {count}</translation>
    </message>
    <message>
      <source>asked for {points} of lot {lot}: {name}, store {store} ({node}), {seen}</source>
      <translation>запрошено {points} из лота {lot}: {name}, магазин {store} ({node}), {seen}</translation>
    </message>
    <message>
      <source>blocked</source>
      <translation>заблокирована</translation>
    </message>
    <message>
      <source>cards, telephones and e-mails: {count}</source>
      <translation>карт, телефонов и адресов почты: {count}</translation>
    </message>
    <message>
      <source>closed</source>
      <translation>закрыта</translation>
    </message>
    <message>
      <source>epoch {epoch} of {name}, store {store} ({node}) · up to {seq} · holds {points} · set aside: {count}</source>
      <translation>эпоха {epoch}, {name}, магазин {store} ({node}) · до {seq} · держит {points} · отложено: {count}</translation>
    </message>
    <message>
      <source>epoch {epoch} · {state} · up to {seq} · holds {points} · {heard}</source>
      <translation>эпоха {epoch} · {state} · до {seq} · держит {points} · {heard}</translation>
    </message>
    <message>
      <source>epoch {epoch}: closed already, it holds nothing</source>
      <translation>эпоха {epoch}: уже закрыта, ничего не держит</translation>
    </message>
    <message>
      <source>epoch {epoch}: {points} in {count} lots are back in the pool</source>
      <translation>эпоха {epoch}: {points} (лотов: {count}) снова в общем запасе</translation>
    </message>
    <message>
      <source>fetches {version}</source>
      <translation>скачивает {version}</translation>
    </message>
    <message>
      <source>finished</source>
      <translation>завершена</translation>
    </message>
    <message>
      <source>for ever</source>
      <translation>бессрочно</translation>
    </message>
    <message>
      <source>from {at} on the level is {level}</source>
      <translation>с {at} уровень {level}</translation>
    </message>
    <message>
      <source>frozen</source>
      <translation>заморожена</translation>
    </message>
    <message>
      <source>has still to report what it holds</source>
      <translation>ещё не сообщил, что держит</translation>
    </message>
    <message>
      <source>hash {hash}</source>
      <translation>хеш {hash}</translation>
    </message>
    <message>
      <source>held: {points} of {wallet} at {name}, store {store} ({node})</source>
      <translation>в руках: {points} ({wallet}) — {name}, магазин {store} ({node})</translation>
    </message>
    <message>
      <source>holds money</source>
      <translation>с деньгами</translation>
    </message>
    <message>
      <source>holds of sites given back: {count}</source>
      <translation>броней сайтов, возвращённых: {count}</translation>
    </message>
    <message>
      <source>key taken away</source>
      <translation>ключ отобран</translation>
    </message>
    <message>
      <source>level {level} since {since} · purchases {net} in {count} receipts · as of {now}</source>
      <translation>уровень {level} с {since} · покупок на {net}, чеков {count} · на {now}</translation>
    </message>
    <message>
      <source>lot {lot}: {points}, {days}, from {source}</source>
      <translation>партия {lot}: {points}, {days}, за {source}</translation>
    </message>
    <message>
      <source>lots: {count}</source>
      <translation>лотов: {count}</translation>
    </message>
    <message>
      <source>names: {count}</source>
      <translation>имён: {count}</translation>
    </message>
    <message>
      <source>never heard</source>
      <translation>не слышали</translation>
    </message>
    <message>
      <source>never seen</source>
      <translation>ещё не было</translation>
    </message>
    <message>
      <source>no newer version: {why}</source>
      <translation>новой версии нет: {why}</translation>
    </message>
    <message>
      <source>nobody is known as {name}</source>
      <translation>участник {name} не найден</translation>
    </message>
    <message>
      <source>not sold yet</source>
      <translation>не продана</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>ничего</translation>
    </message>
    <message>
      <source>open</source>
      <translation>открыта</translation>
    </message>
    <message>
      <source>operation {seq} as it came {received}: {what} {at}, {hash}</source>
      <translation>операция {seq}, какой пришла {received}: {what} {at}, {hash}</translation>
    </message>
    <message>
      <source>operation {seq} here: {what} {at}, {hash}</source>
      <translation>операция {seq} здесь: {what} {at}, {hash}</translation>
    </message>
    <message>
      <source>operation {seq} of epoch {epoch} is applied</source>
      <translation>операция {seq} эпохи {epoch} применена</translation>
    </message>
    <message>
      <source>operation {seq} of epoch {epoch} stays aside: {why}</source>
      <translation>операция {seq} эпохи {epoch} остаётся отложенной: {why}</translation>
    </message>
    <message>
      <source>operations set aside and forks, emptied: {count}</source>
      <translation>отложенных операций и развилок, очищенных: {count}</translation>
    </message>
    <message>
      <source>over</source>
      <translation>истёк</translation>
    </message>
    <message>
      <source>owed: {points} of lot {lot}</source>
      <translation>долг: {points}, партия {lot}</translation>
    </message>
    <message>
      <source>pilot: {whom}</source>
      <translation>пилот: {whom}</translation>
    </message>
    <message>
      <source>published {instant} by {author}</source>
      <translation>опубликовал(а) {author} {instant}</translation>
    </message>
    <message>
      <source>put right: {what}: {where} was {found}, is {expected}</source>
      <translation>исправлено: {what}: {where} было {found}, стало {expected}</translation>
    </message>
    <message>
      <source>registrations, emptied of them: {count}</source>
      <translation>регистраций, очищенных от них: {count}</translation>
    </message>
    <message>
      <source>rights to return goods: {count}</source>
      <translation>прав на возврат товара: {count}</translation>
    </message>
    <message>
      <source>sales whose price followed from the birthday, which keep it: {count}</source>
      <translation>продаж, цена которых следует из дня рождения и которые его сохраняют: {count}</translation>
    </message>
    <message>
      <source>sales without the birthday now: {count}</source>
      <translation>продаж, теперь без дня рождения: {count}</translation>
    </message>
    <message>
      <source>segments {names}</source>
      <translation>сегменты {names}</translation>
    </message>
    <message>
      <source>settled {at} by {who}: {note}</source>
      <translation>закрыта {at}, {who}: {note}</translation>
    </message>
    <message>
      <source>site</source>
      <translation>сайт</translation>
    </message>
    <message>
      <source>spent</source>
      <translation>израсходована</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>остановлена</translation>
    </message>
    <message>
      <source>stopped by itself: too many tills went back</source>
      <translation>остановилась сама: слишком много касс вернулись</translation>
    </message>
    <message>
      <source>store node</source>
      <translation>узел магазина</translation>
    </message>
    <message>
      <source>stores {names}</source>
      <translation>магазины {names}</translation>
    </message>
    <message>
      <source>till</source>
      <translation>касса</translation>
    </message>
    <message>
      <source>to be looked at: {at} {kind} {amount} {detail}</source>
      <translation>требует внимания: {at} {kind} {amount} {detail}</translation>
    </message>
    <message>
      <source>to go up: {count}</source>
      <translation>ждут отправки наверх: {count}</translation>
    </message>
    <message>
      <source>until {day}</source>
      <translation>до {day}</translation>
    </message>
    <message>
      <source>unused</source>
      <translation>не использован</translation>
    </message>
    <message>
      <source>used or taken back</source>
      <translation>использован или отозван</translation>
    </message>
    <message>
      <source>version {version}</source>
      <translation>версия {version}</translation>
    </message>
    <message>
      <source>version {version}, valid from {day}: {name}</source>
      <translation>версия {version}, действует с {day}: {name}</translation>
    </message>
    <message>
      <source>went back from {version}: {why}</source>
      <translation>вернулась с {version}: {why}</translation>
    </message>
    <message>
      <source>with the earlier account {account}</source>
      <translation>вместе с прежним счётом {account}</translation>
    </message>
    <message>
      <source>withdrawn {instant}</source>
      <translation>отозвана {instant}</translation>
    </message>
    <message>
      <source>written off</source>
      <translation>списана</translation>
    </message>
    <message>
      <source>{accounts} accounts, {lots} lots, {entries} entries, {operations} operations</source>
      <translation>Счетов {accounts}, партий {lots}, записей {entries}, операций {operations}</translation>
    </message>
    <message>
      <source>{account}: both are one already</source>
      <translation>{account}: это уже один участник</translation>
    </message>
    <message>
      <source>{account}: given {points}, lot {lot}</source>
      <translation>{account}: начислено {points}, партия {lot}</translation>
    </message>
    <message>
      <source>{account}: taken {points}</source>
      <translation>{account}: снято {points}</translation>
    </message>
    <message>
      <source>{account}: taken {points}, owed of these {owed}</source>
      <translation>{account}: снято {points}, из них в долг {owed}</translation>
    </message>
    <message>
      <source>{at}: {before} → {after}, {reason}</source>
      <translation>{at}: {before} → {after}, {reason}</translation>
    </message>
    <message>
      <source>{cards}, {sum} owed to their holders</source>
      <translation>{cards}, долг перед держателями {sum}</translation>
    </message>
    <message>
      <source>{card} · {batch} · {state} · {balance} {until}</source>
      <translation>{card} · {batch} · {state} · {balance} {until}</translation>
    </message>
    <message>
      <source>{coupon} · campaign {campaign} · {member} {account} · {days} · {state}</source>
      <translation>{coupon} · акция {campaign} · {member} {account} · {days} · {state}</translation>
    </message>
    <message>
      <source>{gone} is part of {account} now: moved {points}, the level is {level}</source>
      <translation>{gone} теперь часть {account}: перешло {points}, уровень {level}</translation>
    </message>
    <message>
      <source>{kind} {masked} · {state}</source>
      <translation>{kind} {masked} · {state}</translation>
    </message>
    <message>
      <source>{member} has the level {level} now; tills hear of it at their next exchange</source>
      <translation>У {member} теперь уровень {level}; кассы узнают при ближайшем обмене</translation>
    </message>
    <message>
      <source>{name} · account {account} · {state}</source>
      <translation>{name} · счёт {account} · {state}</translation>
    </message>
    <message>
      <source>{node} · {role} · store {store} · {name} · {state} · {seen}</source>
      <translation>{node} · {role} · магазин {store} · {name} · {state} · {seen}</translation>
    </message>
    <message>
      <source>{version} is put in after the shift</source>
      <translation>{version} встанет после смены</translation>
    </message>
    <message>
      <source>{version} is put in at the next start</source>
      <translation>{version} встанет при следующем запуске</translation>
    </message>
    <message>
      <source>{version} · {channel} · {percent} % · {since} · runs: {runs} · ready: {ready} · went back: {failed}</source>
      <translation>{version} · {channel} · {percent} % · {since} · работает: {runs} · готова: {ready} · вернулись: {failed}</translation>
    </message>
    <message>
      <source>{wallet}: active {active}, free of these {free}, pending {pending}</source>
      <translation>{wallet}: действует {active}, из них свободно {free}, ожидает {pending}</translation>
    </message>
    <message>
      <source>{what} is blocked; tills hear of it at their next exchange</source>
      <translation>{what}: заблокировано; кассы узнают при следующем обмене</translation>
    </message>
    <message>
      <source>{what} is let in again; tills hear of it at their next exchange</source>
      <translation>{what}: снова действует; кассы узнают при следующем обмене</translation>
    </message>
    <message>
      <source>{what}: nothing changes</source>
      <translation>{what}: ничего не меняется</translation>
    </message>
    <message>
      <source>{what}: {where} is {found}, should be {expected}</source>
      <translation>{what}: {where} — {found}, должно быть {expected}</translation>
    </message>
  </context>
  <context>
    <name>settings</name>
    <message>
      <source>A gift card that was sold already may be loaded once more</source>
      <translation>Уже проданную подарочную карту можно пополнить</translation>
    </message>
    <message>
      <source>A plastic card, one in a telephone, a badge of the staff, a card of another chain, or a gift card</source>
      <translation>Пластиковая карта, карта в телефоне, бейдж сотрудника, карта другой сети или подарочная карта</translation>
    </message>
    <message>
      <source>A second place for copies: a folder on a USB disk or of the network; where it is missing the till says so and sells on; empty: none</source>
      <translation>Второе место для копий: папка на USB-диске или в сети; если её нет, касса скажет об этом и продаёт дальше; пусто: нет</translation>
    </message>
    <message>
      <source>A variable of the environment wins over the file.</source>
      <translation>Переменная окружения важнее файла.</translation>
    </message>
    <message>
      <source>Address of the central server, where this one is the node of a shop; empty: it is the central server</source>
      <translation>Адрес центрального сервера, если этот — узел магазина; пусто: он сам центральный</translation>
    </message>
    <message>
      <source>Address of the folder with manifest.json, or server: the loyalty server gives them when it is this till's turn; empty: nothing is asked for</source>
      <translation>Адрес папки с manifest.json или server: версии раздаёт сервер лояльности, когда очередь этой кассы; пусто: ничего не спрашивается</translation>
    </message>
    <message>
      <source>Address of the loyalty server; empty: the till works alone</source>
      <translation>Адрес сервера лояльности; пусто: касса работает одна</translation>
    </message>
    <message>
      <source>Address of the shop's store node, which is asked first and the central server where it does not answer; empty: the shop has none</source>
      <translation>Адрес узла магазина: он спрашивается первым, а центральный сервер — когда узел молчит; пусто: узла в магазине нет</translation>
    </message>
    <message>
      <source>Address the loyalty server listens on</source>
      <translation>Адрес, на котором слушает сервер лояльности</translation>
    </message>
    <message>
      <source>Address, under the shop's name</source>
      <translation>Адрес под названием магазина</translation>
    </message>
    <message>
      <source>Buyer's display</source>
      <translation>Дисплей покупателя</translation>
    </message>
    <message>
      <source>CSV: the column with the price</source>
      <translation>CSV: столбец с ценой</translation>
    </message>
    <message>
      <source>CSV: the column with the price for members</source>
      <translation>CSV: столбец с ценой для участников</translation>
    </message>
    <message>
      <source>CSV: the encoding, where it is not found out rightly</source>
      <translation>CSV: кодировка, если она определяется неверно</translation>
    </message>
    <message>
      <source>Cash that stays in the drawer for the next shift, in roubles: closing says what to hand over; 0: it says nothing</source>
      <translation>Сколько денег оставлять в ящике на следующую смену, в рублях: при закрытии касса скажет, сколько сдать; 0 — не говорит</translation>
    </message>
    <message>
      <source>Categories of the goods, with all that is under them</source>
      <translation>Категории товаров со всем, что под ними</translation>
    </message>
    <message>
      <source>Certificate (PEM) by which the loyalty server serves HTTPS; empty: plain HTTP</source>
      <translation>Сертификат (PEM), с которым сервер лояльности работает по HTTPS; пусто: обычный HTTP</translation>
    </message>
    <message>
      <source>Certificate (PEM) that the central server must be signed by; empty: the system's list</source>
      <translation>Сертификат (PEM), которым должен быть подписан центральный сервер; пусто: список системы</translation>
    </message>
    <message>
      <source>Certificate (PEM) that the server must be signed by; empty: the system's list</source>
      <translation>Сертификат (PEM), которым должен быть подписан сервер; пусто: список системы</translation>
    </message>
    <message>
      <source>Certificate (PEM) that the store node must be signed by; empty: the system's list</source>
      <translation>Сертификат (PEM), которым должен быть подписан узел магазина; пусто: список системы</translation>
    </message>
    <message>
      <source>Channel: versions of another one are refused</source>
      <translation>Канал: версии другого канала отвергаются</translation>
    </message>
    <message>
      <source>Characters a line</source>
      <translation>Символов в строке</translation>
    </message>
    <message>
      <source>Characters a line in the small font</source>
      <translation>Символов в строке мелким шрифтом</translation>
    </message>
    <message>
      <source>Characters a line of that display</source>
      <translation>Знаков в строке этого дисплея</translation>
    </message>
    <message>
      <source>Characters a line: 32, 42 or 48 usually</source>
      <translation>Символов в строке: обычно 32, 42 или 48</translation>
    </message>
    <message>
      <source>Characters such a scanner types before a code; with one, nothing depends on timing</source>
      <translation>Символы, которые такой сканер набирает перед кодом; с ними ничего не зависит от скорости</translation>
    </message>
    <message>
      <source>Code page of that display's Cyrillic</source>
      <translation>Кодовая страница кириллицы этого дисплея</translation>
    </message>
    <message>
      <source>Code page of the printer's Cyrillic</source>
      <translation>Кодировка кириллицы принтера</translation>
    </message>
    <message>
      <source>Codes of the shop's own scales; without any, prefix 2 is an ordinary code</source>
      <translation>Коды весов магазина; если их нет, коды на 2 — обычные</translation>
    </message>
    <message>
      <source>Codes that are loyalty cards</source>
      <translation>Коды карт лояльности</translation>
    </message>
    <message>
      <source>Colours of the buyer's window; till: those of the till</source>
      <translation>Цвета окна покупателя; till: как у кассы</translation>
    </message>
    <message>
      <source>Colours of the screen</source>
      <translation>Цвета экрана</translation>
    </message>
    <message>
      <source>Commands of that display: cd5220 ESC Q A and ESC Q B, epson text after FF</source>
      <translation>Команды этого дисплея: cd5220 — ESC Q A и ESC Q B, epson — текст после FF</translation>
    </message>
    <message>
      <source>CommerceML: the price type of prices for members</source>
      <translation>CommerceML: тип цены для участников</translation>
    </message>
    <message>
      <source>CommerceML: the price type; else retail, else the first</source>
      <translation>CommerceML: тип цены; иначе розничная, иначе первая</translation>
    </message>
    <message>
      <source>Copies of the database</source>
      <translation>Копии базы данных</translation>
    </message>
    <message>
      <source>Database of the loyalty server: a file or postgresql://…; empty: where the system keeps such data</source>
      <translation>База данных сервера лояльности: файл или postgresql://…; пусто — там, где система хранит такие данные</translation>
    </message>
    <message>
      <source>Dates without any sale: month and day of every year, or one date</source>
      <translation>Дни без продажи: месяц и день каждого года или одна дата</translation>
    </message>
    <message>
      <source>Days of the week that these hours are for; without any: all</source>
      <translation>Дни недели, для которых эти часы; без них — все</translation>
    </message>
    <message>
      <source>Days that a gift card sold here may be spent; 0: for ever</source>
      <translation>Сколько дней действует проданная здесь подарочная карта; 0: бессрочно</translation>
    </message>
    <message>
      <source>Digits of the product's code after the prefix</source>
      <translation>Цифр кода товара после начала</translation>
    </message>
    <message>
      <source>Digits of the weight or price after the product's code</source>
      <translation>Цифр веса или цены после кода товара</translation>
    </message>
    <message>
      <source>Digits the code begins with</source>
      <translation>Цифры в начале кода</translation>
    </message>
    <message>
      <source>Dots a line</source>
      <translation>Точек в строке</translation>
    </message>
    <message>
      <source>Every setting with its default. The file:</source>
      <translation>Все настройки со значениями по умолчанию. Файл:</translation>
    </message>
    <message>
      <source>Exchange of members</source>
      <translation>Обмен участниками</translation>
    </message>
    <message>
      <source>Fewer fast keys than this are a hand, not a scanner</source>
      <translation>Меньше быстрых клавиш подряд — это рука, а не сканер</translation>
    </message>
    <message>
      <source>File of that certificate's private key (PEM, without password)</source>
      <translation>Файл закрытого ключа этого сертификата (PEM, без пароля)</translation>
    </message>
    <message>
      <source>File with the head and foot of receipts (see cashier-app receipt words); empty: what was written on the till's screen, else the lines above</source>
      <translation>Файл с шапкой и подвалом чека (см. cashier-app receipt words); пусто: написанное на экране кассы, иначе строки выше</translation>
    </message>
    <message>
      <source>First day of the rate, by the shop's clock</source>
      <translation>Первый день ставки по часам магазина</translation>
    </message>
    <message>
      <source>First number of a range</source>
      <translation>Первый номер диапазона</translation>
    </message>
    <message>
      <source>First pause after a failed exchange; it doubles each time</source>
      <translation>Первая пауза после неудачного обмена; каждый раз удваивается</translation>
    </message>
    <message>
      <source>Folder of reports, also one of the network; empty: reports in the folder of the data</source>
      <translation>Папка отчётов, можно сетевая; пусто: reports в папке данных</translation>
    </message>
    <message>
      <source>Folder of the till's database; empty: where the system keeps such data</source>
      <translation>Папка базы данных кассы; пусто: там, где система хранит такие данные</translation>
    </message>
    <message>
      <source>Folder with a folder for each version that the loyalty server gives to its tills; empty: none</source>
      <translation>Папка с папками версий, которые сервер лояльности раздаёт своим кассам; пусто: не раздаёт</translation>
    </message>
    <message>
      <source>Forms in which they are written</source>
      <translation>В каких видах они пишутся</translation>
    </message>
    <message>
      <source>From when the goods are sold, by the shop's clock</source>
      <translation>С какого часа товары продаются, по часам магазина</translation>
    </message>
    <message>
      <source>Gift cards</source>
      <translation>Подарочные карты</translation>
    </message>
    <message>
      <source>Goods: a CSV file (.gz too), a CommerceML file, or a folder or zip of them; a name that is not absolute is looked for beside this file</source>
      <translation>Товары: файл CSV (можно .gz), файл CommerceML, папка или zip с ними; неполное имя ищется рядом с этим файлом</translation>
    </message>
    <message>
      <source>Host and port (192.168.1.50:9100), serial port (/dev/ttyUSB0, COM4), USB numbers (04b8:0e15 or 04b8:0e15/SERIAL), name of the queue, device (/dev/usb/lp0) or file</source>
      <translation>Узел и порт (192.168.1.50:9100), последовательный порт (/dev/ttyUSB0, COM4), номера USB (04b8:0e15 или 04b8:0e15/СЕРИЙНЫЙ), имя очереди, устройство (/dev/usb/lp0) или файл</translation>
    </message>
    <message>
      <source>Host and port of a terminal that the till asks by itself</source>
      <translation>Адрес и порт терминала, который касса спрашивает сама</translation>
    </message>
    <message>
      <source>Hours between two copies of the database; 0: only with every shift that is closed</source>
      <translation>Часов между копиями базы данных; 0: только с каждой закрытой сменой</translation>
    </message>
    <message>
      <source>Hours of sale</source>
      <translation>Часы продажи</translation>
    </message>
    <message>
      <source>Hours of sale, such as those of alcohol; each must allow it</source>
      <translation>Часы продажи, например алкоголя; разрешать должно каждое правило</translation>
    </message>
    <message>
      <source>How a printer on a serial port says that it takes no more bytes</source>
      <translation>Как принтер на последовательном порту сообщает, что больше не принимает байты</translation>
    </message>
    <message>
      <source>How a receipt is confirmed: process_id GS ( H, status GS r 1, none, or auto: the best it answers</source>
      <translation>Как принтер подтверждает чек: process_id GS ( H, status GS r 1, none или auto: лучшее из доступного</translation>
    </message>
    <message>
      <source>How long a buyer may look for a card until the till asks what became of the payment</source>
      <translation>Сколько секунд покупатель может искать карту, прежде чем касса спросит, что с оплатой</translation>
    </message>
    <message>
      <source>How many changes of the feed one answer brings</source>
      <translation>Сколько изменений приносит один ответ сервера</translation>
    </message>
    <message>
      <source>How many local backups are kept</source>
      <translation>Сколько местных резервных копий хранить</translation>
    </message>
    <message>
      <source>How many old log files are kept</source>
      <translation>Сколько старых файлов журнала хранить</translation>
    </message>
    <message>
      <source>How many processes of the loyalty server serve tills; more than one needs PostgreSQL</source>
      <translation>Сколько процессов сервера лояльности обслуживают кассы; больше одного — только с PostgreSQL</translation>
    </message>
    <message>
      <source>How the last digit is checked</source>
      <translation>Как проверяется последняя цифра</translation>
    </message>
    <message>
      <source>How the paper is cut</source>
      <translation>Как отрезать бумагу</translation>
    </message>
    <message>
      <source>How the printer is connected; cups and windows: a raw queue of the system; device: a device node; file: bytes are appended to a file</source>
      <translation>Как подключён принтер; cups и windows: сырая очередь системы; device: узел устройства; file: байты дописываются в файл</translation>
    </message>
    <message>
      <source>How the terminal is asked: manual, the cashier types its slip's number; simulator, a simulated one</source>
      <translation>Как спрашивать терминал: manual — кассир вводит номер со слипа; simulator — симулятор терминала</translation>
    </message>
    <message>
      <source>Id of the store within the chain</source>
      <translation>Код магазина в сети</translation>
    </message>
    <message>
      <source>Instead of a PIN what is kept of one: “cashier-app provision --hash-pin” prints it</source>
      <translation>Вместо PIN-кода то, что от него хранится: это печатает «cashier-app provision --hash-pin»</translation>
    </message>
    <message>
      <source>Key such a scanner presses after a code</source>
      <translation>Клавиша, которую такой сканер нажимает после кода</translation>
    </message>
    <message>
      <source>Kilobytes a second that a download may take of the line</source>
      <translation>Сколько килобайт в секунду загрузка может занять в канале связи</translation>
    </message>
    <message>
      <source>Kopecks that a sum paid in cash is rounded down to, for the buyer; 0: not at all</source>
      <translation>До скольких копеек округлять вниз сумму наличными, в пользу покупателя; 0: не округлять</translation>
    </message>
    <message>
      <source>Language of screens and receipts</source>
      <translation>Язык экранов и чеков</translation>
    </message>
    <message>
      <source>Larger letters for weak eyes, where the screen has room</source>
      <translation>Крупные буквы для слабых глаз — там, где на экране есть место</translation>
    </message>
    <message>
      <source>Largest difference of the drawer that a cashier may close a shift with, in roubles</source>
      <translation>С какой разницей в ящике кассир может закрыть смену, в рублях</translation>
    </message>
    <message>
      <source>Largest discount by hand of a manager, in per cent; nobody gives more</source>
      <translation>Наибольшая скидка вручную у менеджера, в процентах; больше не даёт никто</translation>
    </message>
    <message>
      <source>Largest discount by hand of a senior cashier, in per cent; more needs a manager</source>
      <translation>Наибольшая скидка вручную у старшего кассира, в процентах; больше — менеджер</translation>
    </message>
    <message>
      <source>Largest discount by hand that a cashier gives alone, in per cent; more needs a senior cashier</source>
      <translation>Наибольшая скидка вручную, которую кассир даёт сам, в процентах; больше — старший кассир</translation>
    </message>
    <message>
      <source>Largest sum that a manager may give back without a receipt, in roubles; 0: never</source>
      <translation>Сколько рублей управляющий может вернуть без чека; 0 — нисколько</translation>
    </message>
    <message>
      <source>Largest sum typed for a gift card, in roubles</source>
      <translation>Наибольшая набираемая сумма подарочной карты, в рублях</translation>
    </message>
    <message>
      <source>Last number of a range, as long as the first</source>
      <translation>Последний номер диапазона, той же длины</translation>
    </message>
    <message>
      <source>Length of the number; 0: any</source>
      <translation>Длина номера; 0: любая</translation>
    </message>
    <message>
      <source>Level of drawer pin 3 while the drawer is open, where the drawer has a switch; none: it has none</source>
      <translation>Уровень на контакте 3 при открытом ящике, если в ящике есть датчик; none: датчика нет</translation>
    </message>
    <message>
      <source>Lines at the foot of a receipt</source>
      <translation>Строки в конце чека</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Журнал работы</translation>
    </message>
    <message>
      <source>Logo at the head of receipts: a PNG file, best black on white and 384 dots wide; empty: none</source>
      <translation>Логотип в начале чека: файл PNG, лучше чёрный на белом и шириной 384 точки; пусто: нет</translation>
    </message>
    <message>
      <source>Longest pause after failed exchanges</source>
      <translation>Самая длинная пауза после неудачных обменов</translation>
    </message>
    <message>
      <source>Longest pause between two keys of such a scanner</source>
      <translation>Самая длинная пауза между клавишами такого сканера</translation>
    </message>
    <message>
      <source>Longest time for a receipt to go out</source>
      <translation>Сколько времени может передаваться чек</translation>
    </message>
    <message>
      <source>Longest time for a request to come in, in seconds</source>
      <translation>Сколько секунд самое большее запрос может приходить</translation>
    </message>
    <message>
      <source>Longest wait for a connection</source>
      <translation>Сколько ждать соединения</translation>
    </message>
    <message>
      <source>Longest wait for an answer to an exchange</source>
      <translation>Сколько ждать ответа при обмене</translation>
    </message>
    <message>
      <source>Longest wait for points to be reserved while the buyer stands there</source>
      <translation>Сколько ждать резерва баллов, пока стоит покупатель</translation>
    </message>
    <message>
      <source>Longest wait for the printer's status</source>
      <translation>Сколько ждать состояния принтера</translation>
    </message>
    <message>
      <source>Longest wait until the printer says that it has printed</source>
      <translation>Сколько ждать, пока принтер подтвердит печать</translation>
    </message>
    <message>
      <source>Loyalty server</source>
      <translation>Сервер лояльности</translation>
    </message>
    <message>
      <source>Marks of the goods; without marks and categories: all goods</source>
      <translation>Метки товаров; без меток и категорий — все товары</translation>
    </message>
    <message>
      <source>Model of the printer, which gives the keys below where they are not set; empty: none. escpos:MODEL is one of python-escpos' collection</source>
      <translation>Модель принтера: она задаёт ключи ниже, если они не указаны; пусто: никакая. escpos:МОДЕЛЬ — из собрания python-escpos</translation>
    </message>
    <message>
      <source>More lines at the head of a receipt</source>
      <translation>Дополнительные строки в начале чека</translation>
    </message>
    <message>
      <source>More scanners</source>
      <translation>Другие сканеры</translation>
    </message>
    <message>
      <source>More scanners on serial ports</source>
      <translation>Другие сканеры на последовательных портах</translation>
    </message>
    <message>
      <source>Name and date of the consent text that a buyer agrees to when registering</source>
      <translation>Название и дата текста согласия, которое покупатель даёт при регистрации</translation>
    </message>
    <message>
      <source>Name of the first administrator; empty: the till asks at its first start</source>
      <translation>Имя первого администратора; пусто: касса спросит при первом запуске</translation>
    </message>
    <message>
      <source>Name of the other chain, for the cashier</source>
      <translation>Название другой сети для кассира</translation>
    </message>
    <message>
      <source>Name of the other system, as the history of levels tells it</source>
      <translation>Название другой системы, как его пишет история уровней</translation>
    </message>
    <message>
      <source>Name of the printer on the screen</source>
      <translation>Имя принтера на экране</translation>
    </message>
    <message>
      <source>Name of the scanner on the screen</source>
      <translation>Название сканера на экране</translation>
    </message>
    <message>
      <source>Name of the shop, at the head of every receipt</source>
      <translation>Название магазина в начале каждого чека</translation>
    </message>
    <message>
      <source>Newer versions</source>
      <translation>Обновления</translation>
    </message>
    <message>
      <source>Notes on the payment screen, in roubles</source>
      <translation>Купюры на экране оплаты, в рублях</translation>
    </message>
    <message>
      <source>Number of the till within the store</source>
      <translation>Номер кассы в магазине</translation>
    </message>
    <message>
      <source>Of so many days the last copy is kept beside the newest ones</source>
      <translation>За столько дней хранится последняя копия, кроме самых новых</translation>
    </message>
    <message>
      <source>Of so many weeks the last copy is kept</source>
      <translation>За столько недель хранится последняя копия</translation>
    </message>
    <message>
      <source>PIN for the first log-in, 4 to 8 digits, after which the till asks for another; env:NAME or stdin as above</source>
      <translation>PIN на первый вход, 4–8 цифр, после которого касса попросит другой; env:ИМЯ или stdin, как выше</translation>
    </message>
    <message>
      <source>Parity of the scale's serial port</source>
      <translation>Чётность последовательного порта весов</translation>
    </message>
    <message>
      <source>Pause between two exchanges when nothing happens</source>
      <translation>Пауза между обменами, когда ничего не происходит</translation>
    </message>
    <message>
      <source>Pause on the serial port that ends a code</source>
      <translation>Пауза на порту, которая завершает код</translation>
    </message>
    <message>
      <source>Payment terminal</source>
      <translation>Терминал оплаты</translation>
    </message>
    <message>
      <source>Pin of the cash drawer's pulse; 0: no drawer</source>
      <translation>Контакт денежного ящика; 0: ящика нет</translation>
    </message>
    <message>
      <source>Port the loyalty server listens on; 0: any free one</source>
      <translation>Порт сервера лояльности; 0: любой свободный</translation>
    </message>
    <message>
      <source>Printer profiles; those with a question mark are not proved:</source>
      <translation>Профили принтеров; со знаком вопроса — не проверенные:</translation>
    </message>
    <message>
      <source>Printers</source>
      <translation>Принтеры</translation>
    </message>
    <message>
      <source>Public keys (cashier-app update keygen), one of which must have signed; two while they change</source>
      <translation>Открытые ключи (cashier-app update keygen), одним из которых подписана версия; два, пока ключи меняются</translation>
    </message>
    <message>
      <source>Rates of VAT</source>
      <translation>Ставки НДС</translation>
    </message>
    <message>
      <source>Reasons of discounts by hand, one of which is chosen; without any, none is asked for</source>
      <translation>Причины скидок вручную, из которых выбирают одну; без них причину не спрашивают</translation>
    </message>
    <message>
      <source>Reasons to choose from when cash is put in, up to six; empty: the usual ones</source>
      <translation>Причины внесения денег на выбор, до шести; пусто — обычные</translation>
    </message>
    <message>
      <source>Reasons to choose from when cash is taken out, up to six; empty: the usual ones</source>
      <translation>Причины изъятия денег на выбор, до шести; пусто — обычные</translation>
    </message>
    <message>
      <source>Receipt printers; without any, nothing is printed</source>
      <translation>Принтеры чеков; если их нет, ничего не печатается</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>Отчёты</translation>
    </message>
    <message>
      <source>Reports that are written by themselves (cashier-app report list); without any, none is</source>
      <translation>Отчёты, которые пишутся сами (cashier-app report list); без них не пишется ничего</translation>
    </message>
    <message>
      <source>Requests a minute that each process answers one address that shows no valid key</source>
      <translation>Сколько запросов в минуту обслуживает каждый процесс для одного адреса без действующего ключа</translation>
    </message>
    <message>
      <source>Requests a minute that each process answers one till; an honest one stays far below</source>
      <translation>Сколько запросов одной кассы в минуту обслуживает каждый процесс; честная касса далеко не доходит до этого</translation>
    </message>
    <message>
      <source>Requests that each process serves at the same time</source>
      <translation>Сколько запросов каждый процесс обслуживает одновременно</translation>
    </message>
    <message>
      <source>Rules of selling</source>
      <translation>Правила продажи</translation>
    </message>
    <message>
      <source>Scale</source>
      <translation>Весы</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Сканер</translation>
    </message>
    <message>
      <source>Screen</source>
      <translation>Экран</translation>
    </message>
    <message>
      <source>Seconds that a drawer with a switch may stay open until the cashier is told; 0: never</source>
      <translation>Сколько секунд ящик с датчиком может быть открыт, прежде чем кассиру скажут; 0: не говорить</translation>
    </message>
    <message>
      <source>Seconds without a touch until the till locks; 0: never</source>
      <translation>Через сколько секунд бездействия касса блокируется; 0: никогда</translation>
    </message>
    <message>
      <source>Serial port (/dev/serial/by-id/… or COM3), auto for every USB scanner that is known, or usb:0c2e:0901 for USB's numbers of maker and model</source>
      <translation>Последовательный порт (/dev/serial/by-id/… или COM3), auto — все известные USB-сканеры, или usb:0c2e:0901 — номера производителя и модели по USB</translation>
    </message>
    <message>
      <source>Serial port of a display of two lines (/dev/serial/by-id/… or COM6); empty: none</source>
      <translation>Последовательный порт двухстрочного дисплея (/dev/serial/by-id/… или COM6); пусто: его нет</translation>
    </message>
    <message>
      <source>Serial port of the scale (/dev/serial/by-id/… or COM5), its protocol set to “100”; empty: none</source>
      <translation>Последовательный порт весов (/dev/serial/by-id/… или COM5), протокол весов «100»; пусто: весов нет</translation>
    </message>
    <message>
      <source>Serial port of the scanner (/dev/serial/by-id/… or COM3), or auto: every USB scanner that is known; empty: none</source>
      <translation>Последовательный порт сканера (/dev/serial/by-id/… или COM3) либо auto: все известные USB-сканеры; пусто — нет</translation>
    </message>
    <message>
      <source>Server on this machine</source>
      <translation>Сервер на этой машине</translation>
    </message>
    <message>
      <source>Shop and receipts</source>
      <translation>Магазин и чеки</translation>
    </message>
    <message>
      <source>Size at which a new log file begins</source>
      <translation>Размер в мегабайтах, после которого начинается новый файл журнала</translation>
    </message>
    <message>
      <source>Size of the window, such as 1024x768, or full for the whole screen</source>
      <translation>Размер окна, например 1024x768, или full: во весь экран</translation>
    </message>
    <message>
      <source>Slips that another printer could not begin for so long come out here; 0: only when a person says so</source>
      <translation>Чеки, которые другой принтер не смог начать столько времени, печатаются здесь; 0: только по решению человека</translation>
    </message>
    <message>
      <source>Slot of that code page (ESC t n); -1: the display is set to it by its switches</source>
      <translation>Номер этой кодовой страницы (ESC t n); -1: она задана переключателями дисплея</translation>
    </message>
    <message>
      <source>Slot of that code page (ESC t n); the test page shows them all</source>
      <translation>Номер этой кодировки (ESC t n); пробная страница покажет все</translation>
    </message>
    <message>
      <source>Smallest sum typed for a gift card, in roubles</source>
      <translation>Наименьшая набираемая сумма подарочной карты, в рублях</translation>
    </message>
    <message>
      <source>Sounds for a scan accepted or refused</source>
      <translation>Звуки принятого и непринятого кода</translation>
    </message>
    <message>
      <source>Speed of that display's serial port</source>
      <translation>Скорость последовательного порта этого дисплея</translation>
    </message>
    <message>
      <source>Speed of the printer's serial port</source>
      <translation>Скорость порта принтера</translation>
    </message>
    <message>
      <source>Speed of the scale's serial port</source>
      <translation>Скорость последовательного порта весов</translation>
    </message>
    <message>
      <source>Speed of the scanner's serial port</source>
      <translation>Скорость порта сканера</translation>
    </message>
    <message>
      <source>Standard rates of VAT by their first day; a sale has the rate of its day, a return the sale's</source>
      <translation>Основные ставки НДС по первому дню; у продажи ставка её дня, у возврата — ставка продажи</translation>
    </message>
    <message>
      <source>Switch Chinese characters off (FS .): clones need it</source>
      <translation>Выключать иероглифы (FS .): нужно принтерам-копиям</translation>
    </message>
    <message>
      <source>Tag of goods that are a gift card of a fixed sum: their price</source>
      <translation>Метка товаров, которые являются подарочной картой на сумму своей цены</translation>
    </message>
    <message>
      <source>Tag of goods that are a gift card of the sum that is typed</source>
      <translation>Метка товаров, которые являются подарочной картой на набранную сумму</translation>
    </message>
    <message>
      <source>Taxpayer number (INN) of the seller: 10 or 12 digits, or nothing</source>
      <translation>ИНН продавца: 10 или 12 цифр либо пусто</translation>
    </message>
    <message>
      <source>The consent itself, shown when a buyer is registered</source>
      <translation>Само согласие: видно при регистрации покупателя</translation>
    </message>
    <message>
      <source>The programme, JSON, beside this file; empty: none</source>
      <translation>Программа, JSON, рядом с этим файлом; пусто: нет</translation>
    </message>
    <message>
      <source>The same code read again by the same scanner within so many milliseconds counts once; 0: every reading counts</source>
      <translation>Тот же код, прочитанный тем же сканером за столько миллисекунд, считается один раз; 0 — считается каждое чтение</translation>
    </message>
    <message>
      <source>The standard rate of VAT in per cent</source>
      <translation>Основная ставка НДС в процентах</translation>
    </message>
    <message>
      <source>The system's groups and the levels they mean, as group=level</source>
      <translation>Группы той системы и уровни, которые они означают: группа=уровень</translation>
    </message>
    <message>
      <source>This till</source>
      <translation>Эта касса</translation>
    </message>
    <message>
      <source>Time at which they are written every day, of the day before; a night switched off is caught up; empty: never</source>
      <translation>Время, когда они пишутся каждый день за прошедший день; выключенная ночь навёрстывается; пусто: никогда</translation>
    </message>
    <message>
      <source>Time zone of the store: days and shifts are counted by it</source>
      <translation>Часовой пояс магазина: по нему считаются дни и смены</translation>
    </message>
    <message>
      <source>Token by which Prometheus reads /metrics from anywhere; empty: from this machine alone</source>
      <translation>Токен, по которому Prometheus читает /metrics откуда угодно; пусто: только с этой машины</translation>
    </message>
    <message>
      <source>Training mode</source>
      <translation>Учебный режим</translation>
    </message>
    <message>
      <source>Until when they are sold; at or before the beginning means the next day</source>
      <translation>До какого часа они продаются; не позже начала — значит следующего дня</translation>
    </message>
    <message>
      <source>VAT inside the advance that the sale of a gift card is, in per cent; none: without VAT</source>
      <translation>НДС внутри аванса при продаже подарочной карты, в процентах; none: без НДС</translation>
    </message>
    <message>
      <source>Version beyond which this machine does not go; empty: the newest</source>
      <translation>Версия, новее которой эта машина не переходит; пусто: самая новая</translation>
    </message>
    <message>
      <source>What ends a code on the serial port; auto: CR, LF or a pause, gap: only a pause</source>
      <translation>Чем кончается код на порту; auto: CR, LF или пауза, gap: только пауза</translation>
    </message>
    <message>
      <source>What is worth a line in the log</source>
      <translation>Что записывать в журнал</translation>
    </message>
    <message>
      <source>What spends the points of a card in a telephone: its number, or only its changing code, verified by the server</source>
      <translation>Чем списываются баллы карты в телефоне: номером или только меняющимся кодом, который проверил сервер</translation>
    </message>
    <message>
      <source>What the buyer reads between two receipts; two lines on a display of two lines</source>
      <translation>Что читает покупатель между чеками; на двухстрочном дисплее — две строки</translation>
    </message>
    <message>
      <source>What the number begins with; empty: the range says it</source>
      <translation>Начало номера; пусто: задано диапазоном</translation>
    </message>
    <message>
      <source>What the practice till prints: slips marked as practice, or nothing</source>
      <translation>Что печатает учебная касса: marked — чеки с пометкой «учебный», none — ничего</translation>
    </message>
    <message>
      <source>What the rule is called in the cashier's refusal</source>
      <translation>Как правило называется в отказе кассиру</translation>
    </message>
    <message>
      <source>What this machine becomes: a till, the node of a shop with several tills, the loyalty server; several of them in one list</source>
      <translation>Чем станет эта машина: till — касса, store_node — узел магазина с несколькими кассами, server — сервер лояльности; можно несколько одним списком</translation>
    </message>
    <message>
      <source>What “cashier-app server pair --store-node” has printed there; env:NAME or stdin as above</source>
      <translation>Что там напечатала «cashier-app server pair --store-node»; env:ИМЯ или stdin, как выше</translation>
    </message>
    <message>
      <source>What “cashier-app server pair” has printed; env:NAME takes it from a variable, stdin from a line of the standard input; empty: the till joins nothing</source>
      <translation>Что напечатала «cashier-app server pair»; env:ИМЯ берёт из переменной, stdin — строкой со стандартного ввода; пусто: касса ни к чему не подключается</translation>
    </message>
    <message>
      <source>Whether a version that is ready is put in by itself between shifts; else a person does it</source>
      <translation>Ставить ли готовую версию между сменами автоматически; иначе это делает человек</translation>
    </message>
    <message>
      <source>Whether copies in the second place are compressed (gzip)</source>
      <translation>Сжимать ли копии во втором месте (gzip)</translation>
    </message>
    <message>
      <source>Whether scanners that type like a keyboard are heard</source>
      <translation>Слушать ли сканеры, работающие как клавиатура</translation>
    </message>
    <message>
      <source>Whether the buyer has a window on a screen of her own</source>
      <translation>Есть ли у покупателя окно на своём экране</translation>
    </message>
    <message>
      <source>Whether the code carries grams or kopecks</source>
      <translation>Что в коде: граммы (weight) или копейки (price)</translation>
    </message>
    <message>
      <source>Whether the consent is printed for the buyer's signature at registration</source>
      <translation>Печатать ли согласие на подпись покупателю при регистрации</translation>
    </message>
    <message>
      <source>Whether the loyalty server may listen on every address of this machine (host 0.0.0.0 or ::)</source>
      <translation>Можно ли серверу лояльности слушать все адреса этой машины (host 0.0.0.0 или ::)</translation>
    </message>
    <message>
      <source>Whether the loyalty server may speak to other machines without encryption: whoever is on the wire reads along</source>
      <translation>Можно ли серверу лояльности говорить с другими машинами без шифрования: кто на линии, тот читает</translation>
    </message>
    <message>
      <source>Whether the printer's word that little paper is left is true</source>
      <translation>Верить ли принтеру, что бумаги осталось мало</translation>
    </message>
    <message>
      <source>Whether the till asks for another PIN at the first log-in (always where pin is given)</source>
      <translation>Попросит ли касса другой PIN при первом входе (всегда, если задан pin)</translation>
    </message>
    <message>
      <source>Whether they are written of every closed shift</source>
      <translation>Писать ли их по каждой закрытой смене</translation>
    </message>
    <message>
      <source>Whether what was practised is there again next time; false: it is thrown away</source>
      <translation>Остаётся ли учебная работа до следующего раза; false: стирается при выходе</translation>
    </message>
    <message>
      <source>Which screen that is, the cashier's being 1</source>
      <translation>Какой это экран; экран кассира — 1</translation>
    </message>
    <message>
      <source>Who assigns levels (discount groups): this server or the system</source>
      <translation>Кто назначает уровни (группы скидок): here — этот сервер, outside — та система</translation>
    </message>
    <message>
      <source>Who binds cards, telephones and e-mails</source>
      <translation>Кто привязывает карты, телефоны и почту</translation>
    </message>
    <message>
      <source>Who blocks members</source>
      <translation>Кто блокирует участников</translation>
    </message>
    <message>
      <source>Who confirms a redemption above the programme's limit: the buyer, or a colleague by PIN</source>
      <translation>Кто подтверждает списание больше предела программы: покупатель или коллега ПИН-кодом</translation>
    </message>
    <message>
      <source>Who draws QR codes: native the printer (GS ( k), image this program, dot by dot</source>
      <translation>Кто рисует QR-коды: native — принтер (GS ( k), image — программа, по точкам</translation>
    </message>
    <message>
      <source>Who draws bar codes: native the printer (GS k), image this program, dot by dot</source>
      <translation>Кто рисует штрихкоды: native — принтер (GS k), image — программа, по точкам</translation>
    </message>
    <message>
      <source>Who knows members' birthdays</source>
      <translation>Кто ведёт дни рождения участников</translation>
    </message>
    <message>
      <source>Who knows members' names</source>
      <translation>Кто ведёт имена участников</translation>
    </message>
    <message>
      <source>Who publishes it, kept with the version; empty: the user of this machine</source>
      <translation>Кто её публикует, хранится с версией; пусто: пользователь этой машины</translation>
    </message>
    <message>
      <source>Who puts members into segments</source>
      <translation>Кто ведёт сегменты участников</translation>
    </message>
    <message>
      <source>Width of the paper</source>
      <translation>Ширина бумаги</translation>
    </message>
    <message>
      <source>Width of the paper in millimetres, for the profile</source>
      <translation>Ширина бумаги в миллиметрах, для профиля</translation>
    </message>
    <message>
      <source>for example {example}</source>
      <translation>например {example}</translation>
    </message>
    <message>
      <source>from {minimum} to {maximum}</source>
      <translation>от {minimum} до {maximum}</translation>
    </message>
    <message>
      <source>no</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>one of {choices}</source>
      <translation>одно из: {choices}</translation>
    </message>
    <message>
      <source>true or false</source>
      <translation>true или false</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>да</translation>
    </message>
  </context>
  <context>
    <name>settings_screen</name>
    <message>
      <source>Add one</source>
      <translation>Добавить</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Отмена</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Изменить</translation>
    </message>
    <message>
      <source>Copies of the database</source>
      <translation>Копии базы</translation>
    </message>
    <message>
      <source>Database of the till</source>
      <translation>База кассы</translation>
    </message>
    <message>
      <source>F12 writes it</source>
      <translation>Запись — клавишей F12</translation>
    </message>
    <message>
      <source>Files and folders</source>
      <translation>Файлы и папки</translation>
    </message>
    <message>
      <source>Files are moved with the program switched off</source>
      <translation>Файлы переносят при выключенной программе</translation>
    </message>
    <message>
      <source>In force at once</source>
      <translation>Действует сразу</translation>
    </message>
    <message>
      <source>In force from the next start of the till</source>
      <translation>Действует со следующего запуска кассы</translation>
    </message>
    <message>
      <source>In force when the loyalty server is started again</source>
      <translation>Действует после перезапуска сервера лояльности</translation>
    </message>
    <message>
      <source>It is written and in force</source>
      <translation>Записано и действует</translation>
    </message>
    <message>
      <source>It is written, and in force from the next start</source>
      <translation>Записано, действует со следующего запуска</translation>
    </message>
    <message>
      <source>It is written; the loyalty server takes it when it is started again</source>
      <translation>Записано; сервер лояльности примет после перезапуска</translation>
    </message>
    <message>
      <source>Logs</source>
      <translation>Журналы работы</translation>
    </message>
    <message>
      <source>Nothing of this section can be tried</source>
      <translation>В этом разделе проверять нечего</translation>
    </message>
    <message>
      <source>Now: {value}</source>
      <translation>Сейчас: {value}</translation>
    </message>
    <message>
      <source>Printer profiles of your own</source>
      <translation>Свои профили принтеров</translation>
    </message>
    <message>
      <source>Reach the server now</source>
      <translation>Проверить сервер</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Настройки</translation>
    </message>
    <message>
      <source>Settings file</source>
      <translation>Файл настроек</translation>
    </message>
    <message>
      <source>Take out</source>
      <translation>Убрать</translation>
    </message>
    <message>
      <source>The file before the last change</source>
      <translation>Файл до последней правки</translation>
    </message>
    <message>
      <source>The list is empty.</source>
      <translation>Список пуст.</translation>
    </message>
    <message>
      <source>The variable {name} decides this</source>
      <translation>Это задано переменной {name}</translation>
    </message>
    <message>
      <source>This is no list</source>
      <translation>Это не список</translation>
    </message>
    <message>
      <source>This is set already</source>
      <translation>Так уже и стоит</translation>
    </message>
    <message>
      <source>To the devices</source>
      <translation>К устройствам</translation>
    </message>
    <message>
      <source>Touch one of the list first</source>
      <translation>Сначала выберите в списке</translation>
    </message>
    <message>
      <source>Type another value first</source>
      <translation>Сначала наберите другое значение</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Значение</translation>
    </message>
    <message>
      <source>Where this installation keeps its files</source>
      <translation>Где лежат файлы этой установки</translation>
    </message>
    <message>
      <source>Write it</source>
      <translation>Записать</translation>
    </message>
    <message>
      <source>by default: {value}</source>
      <translation>по умолчанию: {value}</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>изменено</translation>
    </message>
    <message>
      <source>is set</source>
      <translation>стоит</translation>
    </message>
    <message>
      <source>it is being asked</source>
      <translation>запрос отправлен</translation>
    </message>
  </context>
  <context>
    <name>setup</name>
    <message numerus="yes">
      <source>%n found</source>
      <translation>
        <numerusform>Найдено: %n</numerusform>
        <numerusform>Найдено: %n</numerusform>
        <numerusform>Найдено: %n</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sign(s)</source>
      <translation>
        <numerusform>%n знак</numerusform>
        <numerusform>%n знака</numerusform>
        <numerusform>%n знаков</numerusform>
      </translation>
    </message>
    <message>
      <source>A drawer hangs on a printer by its own cable; its pin is chosen here</source>
      <translation>Ящик подключают к принтеру своим кабелем; контакт выбирают здесь</translation>
    </message>
    <message>
      <source>A serial port: COM4, /dev/ttyUSB0 or /dev/serial/by-id/…</source>
      <translation>Последовательный порт: COM4, /dev/ttyUSB0 или /dev/serial/by-id/…</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Адрес</translation>
    </message>
    <message>
      <source>After a code</source>
      <translation>После кода</translation>
    </message>
    <message>
      <source>Another model</source>
      <translation>Другая модель</translation>
    </message>
    <message>
      <source>As its manual, or a label beneath it, says</source>
      <translation>Как сказано в его паспорте или на наклейке снизу</translation>
    </message>
    <message>
      <source>Ask the network</source>
      <translation>Искать в сети</translation>
    </message>
    <message>
      <source>Asking the network… {count}</source>
      <translation>Опрашиваем сеть… {count}</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Before a code</source>
      <translation>Перед кодом</translation>
    </message>
    <message>
      <source>Buyer's display</source>
      <translation>Дисплей покупателя</translation>
    </message>
    <message>
      <source>Buyer's screen</source>
      <translation>Экран покупателя</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Отмена</translation>
    </message>
    <message>
      <source>Cash drawer</source>
      <translation>Денежный ящик</translation>
    </message>
    <message>
      <source>Commands</source>
      <translation>Команды</translation>
    </message>
    <message>
      <source>Connection</source>
      <translation>Подключение</translation>
    </message>
    <message>
      <source>Devices</source>
      <translation>Устройства</translation>
    </message>
    <message>
      <source>Driver</source>
      <translation>Драйвер</translation>
    </message>
    <message>
      <source>Every USB scanner by itself</source>
      <translation>Любой USB-сканер сам</translation>
    </message>
    <message>
      <source>File for support</source>
      <translation>Файл для поддержки</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>Найти</translation>
    </message>
    <message>
      <source>For support: {file}</source>
      <translation>Для поддержки: {file}</translation>
    </message>
    <message>
      <source>Heard or not</source>
      <translation>Слышны ли</translation>
    </message>
    <message>
      <source>It gives letters, width, knife and drawer; each can be changed after it</source>
      <translation>Она задаёт буквы, ширину, нож и ящик; потом каждое можно изменить</translation>
    </message>
    <message>
      <source>It has been heard</source>
      <translation>Его слышно</translation>
    </message>
    <message>
      <source>It holds no buyers, receipts and secrets; send it by mail</source>
      <translation>В нём нет покупателей, чеков и паролей; отправьте его почтой</translation>
    </message>
    <message>
      <source>It is written into the settings and in force</source>
      <translation>Записано в настройки и действует</translation>
    </message>
    <message>
      <source>It needs no port: scan any code to see whether it is heard</source>
      <translation>Порт ему не нужен: считайте любой код и увидите, слышно ли его</translation>
    </message>
    <message>
      <source>It stands beside the till: the cashier types what its slip says</source>
      <translation>Стоит рядом с кассой: кассир набирает номер с его чека</translation>
    </message>
    <message>
      <source>Its printer has not been heard yet</source>
      <translation>Его принтер ещё не отвечал</translation>
    </message>
    <message>
      <source>Its printer is ready to open it</source>
      <translation>Его принтер готов открыть</translation>
    </message>
    <message>
      <source>Last scan</source>
      <translation>Последний код</translation>
    </message>
    <message>
      <source>Letters</source>
      <translation>Буквы</translation>
    </message>
    <message>
      <source>Longest pause</source>
      <translation>Самая долгая пауза</translation>
    </message>
    <message>
      <source>Look again</source>
      <translation>Искать снова</translation>
    </message>
    <message>
      <source>Looking at USB, ports and queues…</source>
      <translation>Смотрим USB, порты и очереди…</translation>
    </message>
    <message>
      <source>Looking at the serial ports…</source>
      <translation>Смотрим последовательные порты…</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Модель</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Имя</translation>
    </message>
    <message>
      <source>No display of two lines is set</source>
      <translation>Двухстрочный не задан</translation>
    </message>
    <message>
      <source>No drawer</source>
      <translation>Ящика нет</translation>
    </message>
    <message>
      <source>No printer opens a drawer</source>
      <translation>Ни один принтер не открывает ящик</translation>
    </message>
    <message>
      <source>No printer: nothing is printed</source>
      <translation>Принтера нет: ничего не печатается</translation>
    </message>
    <message>
      <source>No scanner has a port of its own</source>
      <translation>Своего порта нет ни у одного сканера</translation>
    </message>
    <message>
      <source>No screen for the buyer</source>
      <translation>Экрана для покупателя нет</translation>
    </message>
    <message>
      <source>No such scanner is plugged in</source>
      <translation>Такой сканер не подключён</translation>
    </message>
    <message>
      <source>None: the buyer has no screen of her own</source>
      <translation>Своего экрана у покупателя нет</translation>
    </message>
    <message>
      <source>None: weights are typed</source>
      <translation>Весов нет: вес набирают руками</translation>
    </message>
    <message>
      <source>Not connected with the till</source>
      <translation>С кассой не связан</translation>
    </message>
    <message>
      <source>Not heard since the start</source>
      <translation>С запуска не слышен</translation>
    </message>
    <message>
      <source>Nothing connects it with the till: a payment tries it</source>
      <translation>С кассой он не связан: его проверит оплата</translation>
    </message>
    <message>
      <source>Nothing is seen. Plug it in, switch it on and look again, or type its address.</source>
      <translation>Ничего не видно. Подключите, включите и поищите снова или наберите адрес.</translation>
    </message>
    <message>
      <source>Nothing of the kind is set up</source>
      <translation>Ничего такого не настроено</translation>
    </message>
    <message>
      <source>On the network 192.168.1.50 or a name; a port COM4 or /dev/ttyUSB0</source>
      <translation>В сети 192.168.1.50 или имя; порт COM4 или /dev/ttyUSB0</translation>
    </message>
    <message>
      <source>One more</source>
      <translation>Ещё один</translation>
    </message>
    <message>
      <source>Only switch it off where every scanner has a port of its own</source>
      <translation>Выключайте, только если у каждого сканера свой порт</translation>
    </message>
    <message>
      <source>Open the drawer</source>
      <translation>Открыть ящик</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Бумага</translation>
    </message>
    <message>
      <source>Payment terminal</source>
      <translation>Платёжный терминал</translation>
    </message>
    <message>
      <source>Pin</source>
      <translation>Контакт</translation>
    </message>
    <message>
      <source>Pin 2, as nearly every drawer</source>
      <translation>Контакт 2, как почти у всех ящиков</translation>
    </message>
    <message>
      <source>Pin 5, the second drawer</source>
      <translation>Контакт 5, второй ящик</translation>
    </message>
    <message>
      <source>Pin of the pulse</source>
      <translation>Контакт импульса</translation>
    </message>
    <message>
      <source>Plug it in and switch it on: the window comes by itself</source>
      <translation>Подключите и включите его: окно появится само</translation>
    </message>
    <message>
      <source>Plug it in, then touch “Find”</source>
      <translation>Подключите его и нажмите «Найти»</translation>
    </message>
    <message>
      <source>Plug it in: it is taken up by itself</source>
      <translation>Подключите его: касса услышит сама</translation>
    </message>
    <message>
      <source>Plugged in, a queue of the system, or on the network by its address</source>
      <translation>Подключён сюда, очередь системы или в сети по адресу</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>Порт</translation>
    </message>
    <message>
      <source>Print a test page</source>
      <translation>Пробная страница</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Принтер</translation>
    </message>
    <message>
      <source>Receipt printer</source>
      <translation>Принтер чеков</translation>
    </message>
    <message>
      <source>Scale</source>
      <translation>Весы</translation>
    </message>
    <message>
      <source>Scan any code: it is shown here and sells nothing</source>
      <translation>Считайте любой код: он виден здесь и ничего не продаёт</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Сканер</translation>
    </message>
    <message>
      <source>Scanner that types</source>
      <translation>Сканер-клавиатура</translation>
    </message>
    <message>
      <source>Scanners that type are heard</source>
      <translation>Сканеры-клавиатуры слышны</translation>
    </message>
    <message>
      <source>Scanners that type like a keyboard are not heard</source>
      <translation>Сканеры-клавиатуры не слушаются</translation>
    </message>
    <message>
      <source>Scans</source>
      <translation>Считываний</translation>
    </message>
    <message>
      <source>Screen</source>
      <translation>Экран</translation>
    </message>
    <message>
      <source>Screen {number}</source>
      <translation>Экран {number}</translation>
    </message>
    <message>
      <source>Show the alphabet</source>
      <translation>Показать алфавит</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>Скорость</translation>
    </message>
    <message>
      <source>Take out</source>
      <translation>Убрать</translation>
    </message>
    <message>
      <source>Take out?</source>
      <translation>Убрать?</translation>
    </message>
    <message>
      <source>Take this</source>
      <translation>Выбрать это</translation>
    </message>
    <message>
      <source>Test</source>
      <translation>Проверить</translation>
    </message>
    <message>
      <source>Test the scale</source>
      <translation>Проверить весы</translation>
    </message>
    <message>
      <source>The buyer sees goods, sum and points on a second screen of this machine</source>
      <translation>Покупатель видит товары, сумму и баллы на втором экране этого компьютера</translation>
    </message>
    <message>
      <source>The buyer's screen is at work</source>
      <translation>Экран покупателя работает</translation>
    </message>
    <message>
      <source>The buyer's screen shows it already</source>
      <translation>Это уже видно на экране покупателя</translation>
    </message>
    <message>
      <source>The display shows the alphabet: look whether every letter is right</source>
      <translation>На дисплее алфавит: проверьте каждую букву</translation>
    </message>
    <message>
      <source>The drawer opens; it is written down</source>
      <translation>Ящик открывается; это записано в журнал</translation>
    </message>
    <message>
      <source>The file as it was stays beside it, with .before behind its name</source>
      <translation>Прежний файл останется рядом, с .before после имени</translation>
    </message>
    <message>
      <source>The file for support is being written: it takes some seconds</source>
      <translation>Файл для поддержки записывается: несколько секунд</translation>
    </message>
    <message>
      <source>The printer is asked what it is…</source>
      <translation>Спрашиваем принтер, какой он…</translation>
    </message>
    <message>
      <source>The scale works: {weight}</source>
      <translation>Весы работают: {weight}</translation>
    </message>
    <message>
      <source>The terminal answers</source>
      <translation>Терминал отвечает</translation>
    </message>
    <message>
      <source>The terminal is being asked</source>
      <translation>Терминал опрашивается</translation>
    </message>
    <message>
      <source>The test page is being printed: look which line has proper letters</source>
      <translation>Печатается пробная страница: найдите строку с верными буквами</translation>
    </message>
    <message>
      <source>The test page's ruler fills the paper and does not run over</source>
      <translation>Линейка пробной страницы занимает всю бумагу и не переносится</translation>
    </message>
    <message>
      <source>The test shows which is right: on paper, the line that reads as Russian</source>
      <translation>Верное покажет проверка: на бумаге — строка, которая читается по-русски</translation>
    </message>
    <message>
      <source>The weight stands still</source>
      <translation>Вес стоит</translation>
    </message>
    <message>
      <source>There is no such screen</source>
      <translation>Такого экрана нет</translation>
    </message>
    <message>
      <source>They are not heard: keys are keys</source>
      <translation>Не слышны: клавиши — это клавиши</translation>
    </message>
    <message>
      <source>This is set already</source>
      <translation>Это уже задано</translation>
    </message>
    <message>
      <source>Touch one of the list first</source>
      <translation>Сначала выберите в списке</translation>
    </message>
    <message>
      <source>Try and learn</source>
      <translation>Проверить и научить</translation>
    </message>
    <message>
      <source>Try pin 2 first; if the drawer stays shut, pin 5</source>
      <translation>Сначала контакт 2; если ящик не открылся — 5</translation>
    </message>
    <message>
      <source>Type an address</source>
      <translation>Набрать адрес</translation>
    </message>
    <message>
      <source>Type the address first</source>
      <translation>Сначала наберите адрес</translation>
    </message>
    <message>
      <source>Unplug it and look again: what is gone then is this device</source>
      <translation>Отключите его и поищите снова: что исчезло, то и есть оно</translation>
    </message>
    <message>
      <source>What this machine sees</source>
      <translation>Что видит этот компьютер</translation>
    </message>
    <message>
      <source>Where is it?</source>
      <translation>Где оно?</translation>
    </message>
    <message>
      <source>Whether a drawer hangs on it, a test shows</source>
      <translation>Подключён ли ящик, покажет проверка</translation>
    </message>
    <message>
      <source>Which screen</source>
      <translation>Какой экран</translation>
    </message>
    <message>
      <source>Width</source>
      <translation>Ширина</translation>
    </message>
    <message>
      <source>even parity</source>
      <translation>чётность</translation>
    </message>
    <message>
      <source>from a description</source>
      <translation>по описанию</translation>
    </message>
    <message>
      <source>is set</source>
      <translation>задано</translation>
    </message>
    <message>
      <source>is taken out of the settings</source>
      <translation>будет убрано из настроек</translation>
    </message>
    <message>
      <source>kg</source>
      <translation>кг</translation>
    </message>
    <message>
      <source>letters and width are then found with the test page</source>
      <translation>буквы и ширину тогда находят по пробной странице</translation>
    </message>
    <message>
      <source>network</source>
      <translation>сеть</translation>
    </message>
    <message>
      <source>no parity</source>
      <translation>без чётности</translation>
    </message>
    <message>
      <source>nobody knows what hangs on it</source>
      <translation>что на нём, неизвестно</translation>
    </message>
    <message>
      <source>not chosen</source>
      <translation>не выбрана</translation>
    </message>
    <message>
      <source>odd parity</source>
      <translation>нечётность</translation>
    </message>
    <message>
      <source>printer {number}</source>
      <translation>принтер {number}</translation>
    </message>
    <message>
      <source>queue of the system</source>
      <translation>очередь системы</translation>
    </message>
    <message>
      <source>serial port</source>
      <translation>последовательный порт</translation>
    </message>
    <message>
      <source>set by the display's switches</source>
      <translation>задано переключателями дисплея</translation>
    </message>
    <message>
      <source>used by another device</source>
      <translation>занят другим устройством</translation>
    </message>
    <message>
      <source>whichever is plugged in is heard, in any socket</source>
      <translation>слышен тот, который подключён, в любом гнезде</translation>
    </message>
    <message>
      <source>{count} bit/s</source>
      <translation>{count} бит/с</translation>
    </message>
    <message>
      <source>{count} ms</source>
      <translation>{count} мс</translation>
    </message>
    <message>
      <source>{device} “{name}”</source>
      <translation>{device} «{name}»</translation>
    </message>
    <message>
      <source>{paper} mm, {columns} signs a line</source>
      <translation>{paper} мм, {columns} знаков в строке</translation>
    </message>
  </context>
  <context>
    <name>shell</name>
    <message>
      <source>A payment is open</source>
      <translation>Идёт оплата</translation>
    </message>
    <message>
      <source>A refund waits for the terminal's answer</source>
      <translation>Возврат ждёт ответа терминала</translation>
    </message>
    <message>
      <source>Finish it or go back to the receipt</source>
      <translation>Закончите её или вернитесь к чеку</translation>
    </message>
    <message>
      <source>Go back to the receipt and scan again</source>
      <translation>Вернитесь к чеку и отсканируйте ещё раз</translation>
    </message>
    <message>
      <source>Log in first</source>
      <translation>Сначала войдите</translation>
    </message>
    <message>
      <source>Menu → About shows what was written down</source>
      <translation>Подробности: Меню → О программе</translation>
    </message>
    <message>
      <source>Nothing can be scanned here</source>
      <translation>Здесь сканировать нечего</translation>
    </message>
    <message>
      <source>Say first whether it was approved</source>
      <translation>Сначала скажите, одобрен ли он</translation>
    </message>
    <message>
      <source>The till did not end by itself last time; everything that was paid is kept</source>
      <translation>В прошлый раз касса завершилась аварийно; всё оплаченное сохранено</translation>
    </message>
  </context>
  <context>
    <name>shift</name>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
    <message>
      <source>Close the shift</source>
      <translation>Закрыть смену</translation>
    </message>
    <message>
      <source>It is being reckoned</source>
      <translation>Считается</translation>
    </message>
    <message>
      <source>Kept Z reports</source>
      <translation>Z-отчёты</translation>
    </message>
    <message>
      <source>No shift is open</source>
      <translation>Смена не открыта</translation>
    </message>
    <message>
      <source>Open a shift</source>
      <translation>Открыть смену</translation>
    </message>
    <message>
      <source>Open the drawer</source>
      <translation>Открыть ящик</translation>
    </message>
    <message>
      <source>Print the X report</source>
      <translation>Печать X-отчёта</translation>
    </message>
    <message>
      <source>Put cash in</source>
      <translation>Внести деньги</translation>
    </message>
    <message>
      <source>Shift {number}</source>
      <translation>Смена {number}</translation>
    </message>
    <message>
      <source>Take cash out</source>
      <translation>Изъять деньги</translation>
    </message>
    <message>
      <source>The X report is being printed</source>
      <translation>X-отчёт печатается</translation>
    </message>
    <message>
      <source>The drawer opens; it is written down</source>
      <translation>Ящик открывается; записано в журнал</translation>
    </message>
    <message>
      <source>The shift has been open for more than 24 hours: close it now</source>
      <translation>Смена открыта больше 24 часов: закройте её сейчас</translation>
    </message>
    <message>
      <source>The shift will soon be 24 hours long: close it in time</source>
      <translation>Скоро смене 24 часа: закройте её вовремя</translation>
    </message>
  </context>
  <context>
    <name>shift_opening</name>
    <message>
      <source>Another cashier</source>
      <translation>Другой кассир</translation>
    </message>
    <message>
      <source>Count by notes and coins</source>
      <translation>Пересчитать по купюрам</translation>
    </message>
    <message>
      <source>Count the cash in the drawer, type the sum and open the shift; 0 if it is empty.</source>
      <translation>Пересчитайте деньги в ящике, наберите сумму и откройте смену. Ящик пуст — наберите 0.</translation>
    </message>
    <message>
      <source>In the drawer, ₽</source>
      <translation>В ящике, ₽</translation>
    </message>
    <message>
      <source>No shift is open</source>
      <translation>Смена не открыта</translation>
    </message>
    <message>
      <source>Open the shift</source>
      <translation>Открыть смену</translation>
    </message>
    <message>
      <source>Shift {number} is open</source>
      <translation>Смена {number} открыта</translation>
    </message>
    <message>
      <source>What lies in the drawer?</source>
      <translation>Сколько денег в ящике?</translation>
    </message>
    <message>
      <source>When the last shift was closed, {sum} was counted there.</source>
      <translation>При закрытии прошлой смены в нём было {sum}.</translation>
    </message>
    <message>
      <source>the shift is being opened</source>
      <translation>смена открывается</translation>
    </message>
    <message>
      <source>type the sum in the drawer</source>
      <translation>наберите сумму в ящике</translation>
    </message>
  </context>
  <context>
    <name>show</name>
    <message>
      <source>A level is held at least {days}</source>
      <translation>Уровень держится не меньше: {days}</translation>
    </message>
    <message>
      <source>A point pays {money}, points are given {on}</source>
      <translation>Балл равен {money}, начисляются {on}</translation>
    </message>
    <message>
      <source>A unit never costs less than {money}</source>
      <translation>Единица товара не дешевле {money}</translation>
    </message>
    <message>
      <source>Announcement: {text}</source>
      <translation>Объявление: {text}</translation>
    </message>
    <message>
      <source>Base rate {rate}, “{name}”, rounded {rounding} to {step}</source>
      <translation>Базовая ставка {rate}, «{name}», округление {rounding}, шаг {step}</translation>
    </message>
    <message>
      <source>Card price of {product}: {price}</source>
      <translation>Цена по карте на {product}: {price}</translation>
    </message>
    <message>
      <source>Card prices are not in force</source>
      <translation>Цены по карте не действуют</translation>
    </message>
    <message>
      <source>Card prices of the catalogue are in force as “{name}”</source>
      <translation>Цены по карте из каталога действуют как «{name}»</translation>
    </message>
    <message>
      <source>Discount</source>
      <translation>Скидка</translation>
    </message>
    <message>
      <source>Fall: {inactivity}</source>
      <translation>Понижение: {inactivity}</translation>
    </message>
    <message>
      <source>Gives {points}, “{name}”: {life}</source>
      <translation>Даёт {points}, «{name}»: {life}</translation>
    </message>
    <message>
      <source>In advance: {points} until the server has counted it; what was not there is repaid by later points</source>
      <translation>Авансом: {points}, пока сервер этого не учёл; чего на карте не было, погасят следующие баллы</translation>
    </message>
    <message>
      <source>Is not offered by itself</source>
      <translation>Сама не предлагается</translation>
    </message>
    <message>
      <source>Is offered on purchases over {money}</source>
      <translation>Предлагается при покупке больше {money}</translation>
    </message>
    <message>
      <source>Level</source>
      <translation>Уровень</translation>
    </message>
    <message>
      <source>Levels</source>
      <translation>Уровни</translation>
    </message>
    <message>
      <source>More than {points} have to be confirmed</source>
      <translation>Подтверждать списание больше, чем {points}</translation>
    </message>
    <message>
      <source>Never any discount on: {goods}</source>
      <translation>Никаких скидок на: {goods}</translation>
    </message>
    <message>
      <source>No discount below the cost and {rate}</source>
      <translation>Скидки не ниже себестоимости плюс {rate}</translation>
    </message>
    <message>
      <source>No points are given</source>
      <translation>Баллы не начисляются</translation>
    </message>
    <message>
      <source>No points for: {goods}</source>
      <translation>Без баллов: {goods}</translation>
    </message>
    <message>
      <source>Not less than {points}</source>
      <translation>Наименьшее списание: {points}</translation>
    </message>
    <message>
      <source>Not together with a promo code</source>
      <translation>Не вместе с промокодом</translation>
    </message>
    <message>
      <source>Notice and network</source>
      <translation>Уведомления и связь</translation>
    </message>
    <message>
      <source>Notice of changes: {notice}</source>
      <translation>Уведомление об изменениях: {notice}</translation>
    </message>
    <message>
      <source>On receipts from {money}</source>
      <translation>На чеках от {money}</translation>
    </message>
    <message>
      <source>Payable with points</source>
      <translation>Баллами до</translation>
    </message>
    <message>
      <source>Pilot: only {whom}</source>
      <translation>Пилот, только {whom}</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Баллы</translation>
    </message>
    <message>
      <source>Points are not redeemed</source>
      <translation>Баллы не списываются</translation>
    </message>
    <message>
      <source>Points are {life}</source>
      <translation>Баллы {life}</translation>
    </message>
    <message>
      <source>Points given for the goods that are spent already {debt}</source>
      <translation>Начисленные за товар и уже потраченные баллы {debt}</translation>
    </message>
    <message>
      <source>Points never pay below the cost and {rate}</source>
      <translation>Баллами не ниже себестоимости плюс {rate}</translation>
    </message>
    <message>
      <source>Points never pay for: {goods}</source>
      <translation>Баллами нельзя платить за: {goods}</translation>
    </message>
    <message>
      <source>Points spent on them that have lapsed meanwhile come back for {days}</source>
      <translation>Списанные за него и сгоревшие с тех пор баллы возвращаются на срок: {days}</translation>
    </message>
    <message>
      <source>Points spent on them that have lapsed meanwhile come back lapsed</source>
      <translation>Списанные за него и сгоревшие с тех пор баллы возвращаются сгоревшими</translation>
    </message>
    <message>
      <source>Prices and discounts</source>
      <translation>Цены и скидки</translation>
    </message>
    <message>
      <source>Purchases from</source>
      <translation>Покупки от</translation>
    </message>
    <message>
      <source>Purchases {window} count; a rise {rise}; when too few are left, the level {fall}</source>
      <translation>Считаются покупки {window}; повышение {rise}; когда покупок не хватает, уровень {fall}</translation>
    </message>
    <message>
      <source>Redemption</source>
      <translation>Списание баллов</translation>
    </message>
    <message>
      <source>Redemption without a network: {offline}</source>
      <translation>Списание без связи: {offline}</translation>
    </message>
    <message>
      <source>Registration</source>
      <translation>Регистрация</translation>
    </message>
    <message>
      <source>Returns</source>
      <translation>Возвраты</translation>
    </message>
    <message>
      <source>Rules</source>
      <translation>Правила</translation>
    </message>
    <message>
      <source>The level may fall: {when}</source>
      <translation>Уровень из-за возврата понижается: {when}</translation>
    </message>
    <message>
      <source>The level's discount comes on top of a card price</source>
      <translation>Скидка уровня действует и на цену по карте</translation>
    </message>
    <message>
      <source>The level's discount is not given on: {goods}</source>
      <translation>Скидка уровня не действует на: {goods}</translation>
    </message>
    <message>
      <source>Up to {share} {of}, in steps of {step}; levels may say otherwise</source>
      <translation>До {share} {of}, шаг {step}; у уровней может быть иначе</translation>
    </message>
    <message>
      <source>With a balance from {points}</source>
      <translation>Нужный остаток: {points}</translation>
    </message>
    <message>
      <source>assigned</source>
      <translation>назначается</translation>
    </message>
    <message>
      <source>discount {rate}</source>
      <translation>скидка {rate}</translation>
    </message>
    <message>
      <source>none</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>payable with points {rate}</source>
      <translation>баллами до {rate}</translation>
    </message>
    <message>
      <source>points {rate}</source>
      <translation>баллы {rate}</translation>
    </message>
    <message>
      <source>{level}, with a promo code: {terms}</source>
      <translation>{level}, с промокодом: {terms}</translation>
    </message>
    <message>
      <source>{name}, version {version}, from {date}</source>
      <translation>{name}, версия {version}, с {date}</translation>
    </message>
  </context>
  <context>
    <name>simulation</name>
    <message>
      <source>Broken:</source>
      <translation>Нарушено:</translation>
    </message>
    <message>
      <source>Every promise was kept in {seeds} seeds, in which there were:</source>
      <translation>Все обещания выполнены; затравок: {seeds}, в них было:</translation>
    </message>
    <message>
      <source>Seed {seed}:</source>
      <translation>Затравка {seed}:</translation>
    </message>
    <message>
      <source>asked offline, granted in full</source>
      <translation>просили без связи, дано полностью</translation>
    </message>
    <message>
      <source>deny</source>
      <translation>запрет</translation>
    </message>
    <message>
      <source>of all</source>
      <translation>из всех</translation>
    </message>
    <message>
      <source>overspent per 10,000: operations / points</source>
      <translation>перерасход на 10 000: операций / баллов</translation>
    </message>
    <message>
      <source>policy</source>
      <translation>политика</translation>
    </message>
    <message>
      <source>rights at the store node</source>
      <translation>права у узла магазина</translation>
    </message>
    <message>
      <source>rights, split over tills</source>
      <translation>права, поделённые между кассами</translation>
    </message>
    <message>
      <source>stale copy (what others do)</source>
      <translation>устаревшая копия (как у других)</translation>
    </message>
    <message>
      <source>the same + floor of {points}</source>
      <translation>то же + аванс {points}</translation>
    </message>
    <message>
      <source>the same with fraudsters</source>
      <translation>то же с мошенниками</translation>
    </message>
    <message>
      <source>{number} of {all} seeds have kept every promise</source>
      <translation>{number} из {all}: все обещания выполнены</translation>
    </message>
    <message>
      <source>{redemptions} redemptions, {offline} wishes without a line, {less} online that got less; {seconds} s</source>
      <translation>списаний {redemptions}, просьб без связи {offline}, со связью получили меньше {less}; {seconds} с</translation>
    </message>
  </context>
  <context>
    <name>slip</name>
    <message>
      <source>Slip</source>
      <translation>Чек</translation>
    </message>
    <message>
      <source>This is the beginning</source>
      <translation>Это начало</translation>
    </message>
    <message>
      <source>This is the end</source>
      <translation>Это конец</translation>
    </message>
  </context>
  <context>
    <name>strip</name>
    <message>
      <source>Help</source>
      <translation>Справка</translation>
    </message>
    <message>
      <source>Hints</source>
      <translation>Подсказки</translation>
    </message>
    <message>
      <source>Lock</source>
      <translation>Блок</translation>
    </message>
    <message>
      <source>Log in first</source>
      <translation>Сначала войдите</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>Меню</translation>
    </message>
    <message>
      <source>Notices</source>
      <translation>Уведомления</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Принтер</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Сканер</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Сервер</translation>
    </message>
    <message>
      <source>TRAINING MODE</source>
      <translation>УЧЕБНЫЙ РЕЖИМ</translation>
    </message>
    <message>
      <source>Till {number}</source>
      <translation>Касса {number}</translation>
    </message>
    <message>
      <source>shift {number}</source>
      <translation>смена {number}</translation>
    </message>
    <message>
      <source>touch: another cashier</source>
      <translation>касание: другой кассир</translation>
    </message>
  </context>
  <context>
    <name>switching</name>
    <message>
      <source>Nobody: back</source>
      <translation>Никто: назад</translation>
    </message>
    <message>
      <source>Take over</source>
      <translation>Встать за кассу</translation>
    </message>
    <message>
      <source>The receipt is parked</source>
      <translation>Чек отложить</translation>
    </message>
    <message>
      <source>The receipt stays</source>
      <translation>Чек остаётся</translation>
    </message>
    <message>
      <source>There is no open receipt</source>
      <translation>Открытого чека нет</translation>
    </message>
    <message>
      <source>Who goes on?</source>
      <translation>Кто продолжит?</translation>
    </message>
    <message>
      <source>{name} is at the till</source>
      <translation>За кассой {name}</translation>
    </message>
    <message>
      <source>{name} is at the till. Touch your name and type the PIN, or scan the badge.</source>
      <translation>За кассой {name}. Коснитесь своего имени и наберите PIN или отсканируйте бейдж.</translation>
    </message>
  </context>
  <context>
    <name>sync</name>
    <message>
      <source>Ask whoever runs the server for its CA's certificate, and name the file in [server] ca_file</source>
      <translation>Попросите у того, кто ведёт сервер, сертификат его центра и укажите файл в [server] ca_file</translation>
    </message>
    <message>
      <source>Check the file named by [server] ca_file: a certificate in PEM</source>
      <translation>Проверьте файл из [server] ca_file: это сертификат в формате PEM</translation>
    </message>
    <message>
      <source>Compare this machine's clock; if it is right, whoever runs the server has to renew the certificate</source>
      <translation>Сверьте часы этой машины; если они верны, сертификат должен обновить тот, кто ведёт сервер</translation>
    </message>
    <message>
      <source>Its address begins with http:// ([server] url), unless somebody is in between: ask whoever runs it</source>
      <translation>Его адрес начинается с http:// ([server] url), если только никто не встал между вами: спросите того, кто ведёт сервер</translation>
    </message>
    <message>
      <source>Its address has to begin with https://: [server] url</source>
      <translation>Его адрес должен начинаться с https://: [server] url</translation>
    </message>
    <message>
      <source>The certificate to compare the server's with cannot be read</source>
      <translation>Сертификат, с которым сверяют сервер, не читается</translation>
    </message>
    <message>
      <source>The exchange failed by a mistake of the program: the log has it</source>
      <translation>Обмен не удался из-за ошибки программы: подробности в журнале</translation>
    </message>
    <message>
      <source>The operation says another number or epoch than the queue</source>
      <translation>В операции другой номер или эпоха, чем в очереди</translation>
    </message>
    <message>
      <source>The operation was damaged after it was written</source>
      <translation>Операция повреждена после записи</translation>
    </message>
    <message>
      <source>The operation's points contradict each other</source>
      <translation>Баллы в операции противоречат друг другу</translation>
    </message>
    <message>
      <source>The server answers</source>
      <translation>Сервер отвечает</translation>
    </message>
    <message>
      <source>The server asks to wait</source>
      <translation>Сервер просит подождать</translation>
    </message>
    <message>
      <source>The server cannot be reached</source>
      <translation>Нет связи с сервером</translation>
    </message>
    <message>
      <source>The server cannot read this operation; it may be older than this till</source>
      <translation>Сервер не понимает эту операцию; возможно, он старее кассы</translation>
    </message>
    <message>
      <source>The server does not accept what this till sends</source>
      <translation>Сервер не принимает данные этой кассы</translation>
    </message>
    <message>
      <source>The server does not answer in time</source>
      <translation>Сервер не отвечает вовремя</translation>
    </message>
    <message>
      <source>The server does not know this till: pair it again</source>
      <translation>Сервер не знает эту кассу: подключите её заново</translation>
    </message>
    <message>
      <source>The server failed on this operation by a mistake of its own</source>
      <translation>Сервер не обработал операцию из-за своей ошибки</translation>
    </message>
    <message>
      <source>The server gave no reason</source>
      <translation>Сервер не назвал причину</translation>
    </message>
    <message>
      <source>The server has not been asked yet</source>
      <translation>К серверу ещё не обращались</translation>
    </message>
    <message>
      <source>The server knows another history of this till: call support</source>
      <translation>У сервера другая история этой кассы: позвоните в поддержку</translation>
    </message>
    <message>
      <source>The server reports a failure of its own</source>
      <translation>Сервер сообщает о своей неисправности</translation>
    </message>
    <message>
      <source>The server wants to be spoken to encrypted</source>
      <translation>Сервер принимает только шифрованное соединение</translation>
    </message>
    <message>
      <source>The server's certificate is for another address</source>
      <translation>Сертификат сервера выдан на другой адрес</translation>
    </message>
    <message>
      <source>The server's certificate is not the one expected</source>
      <translation>Сертификат сервера не тот, которого ждали</translation>
    </message>
    <message>
      <source>The server's certificate is not valid today, or this machine's clock is wrong</source>
      <translation>Сертификат сервера сегодня не действует, или на этой машине неверные часы</translation>
    </message>
    <message>
      <source>The till's database cannot be written</source>
      <translation>Не удаётся записать в базу кассы</translation>
    </message>
    <message>
      <source>Use an address that the certificate names ([server] url), or get one for this address</source>
      <translation>Укажите адрес, на который выдан сертификат ([server] url), или получите сертификат на этот адрес</translation>
    </message>
    <message>
      <source>What answers at this address does not encrypt</source>
      <translation>Тот, кто отвечает по этому адресу, не шифрует соединение</translation>
    </message>
    <message>
      <source>What answers at this address is not the loyalty server</source>
      <translation>По этому адресу отвечает не сервер лояльности</translation>
    </message>
  </context>
  <context>
    <name>system</name>
    <message>
      <source>a file lies where the folder belongs</source>
      <translation>на месте папки лежит файл</translation>
    </message>
    <message>
      <source>another program holds this port</source>
      <translation>порт занят другой программой</translation>
    </message>
    <message>
      <source>it is a file, not a folder</source>
      <translation>это файл, а не папка</translation>
    </message>
    <message>
      <source>it is a folder, not a file</source>
      <translation>это папка, а не файл</translation>
    </message>
    <message>
      <source>nobody answers there</source>
      <translation>там никто не отвечает</translation>
    </message>
    <message>
      <source>the disk cannot be written</source>
      <translation>на диск нельзя писать</translation>
    </message>
    <message>
      <source>the disk is full</source>
      <translation>диск заполнен</translation>
    </message>
    <message>
      <source>the disk or the device has failed</source>
      <translation>сбой диска или устройства</translation>
    </message>
    <message>
      <source>there is no such file or folder</source>
      <translation>нет такого файла или папки</translation>
    </message>
    <message>
      <source>this machine has no such address</source>
      <translation>у этого компьютера нет такого адреса</translation>
    </message>
    <message>
      <source>this user has no right to it</source>
      <translation>у этого пользователя нет на это прав</translation>
    </message>
  </context>
  <context>
    <name>template</name>
    <message>
      <source>&lt; &gt; * ^ before a space: left, right, bold, tall; --- a rule; // a remark.</source>
      <translation>&lt; &gt; * ^ перед пробелом: слева, справа, жирно, высоко; --- черта; // примечание.</translation>
    </message>
    <message>
      <source>A line whose name has nothing to say on a receipt is left out.</source>
      <translation>Строка, имени которой нечего сказать на этом чеке, пропускается.</translation>
    </message>
    <message>
      <source>Line {line}: {problem}</source>
      <translation>Строка {line}: {problem}</translation>
    </message>
    <message>
      <source>[header] and [footer] begin the sections; each line below is a line of paper.</source>
      <translation>[header] и [footer] начинают разделы; каждая строка ниже — строка на бумаге.</translation>
    </message>
    <message>
      <source>a QR code holds at most 300 bytes here</source>
      <translation>в QR-код здесь помещается не больше 300 байт</translation>
    </message>
    <message>
      <source>a brace without its other half; \ before it makes it a letter</source>
      <translation>скобка без пары; \ перед ней делает её буквой</translation>
    </message>
    <message>
      <source>a code of Latin letters and digits, at most 48, fits a bar code</source>
      <translation>в штрихкод помещаются латинские буквы и цифры, не больше 48</translation>
    </message>
    <message>
      <source>a line before [header] or [footer]</source>
      <translation>строка до [header] или [footer]</translation>
    </message>
    <message>
      <source>day of the receipt</source>
      <translation>день чека</translation>
    </message>
    <message>
      <source>how much is lacking to the next level</source>
      <translation>сколько осталось до следующего уровня</translation>
    </message>
    <message>
      <source>id of the receipt, 32 letters</source>
      <translation>код чека, 32 знака</translation>
    </message>
    <message>
      <source>it is a return</source>
      <translation>это возврат</translation>
    </message>
    <message>
      <source>it is a sale</source>
      <translation>это продажа</translation>
    </message>
    <message>
      <source>its address</source>
      <translation>его адрес</translation>
    </message>
    <message>
      <source>its taxpayer number</source>
      <translation>его ИНН</translation>
    </message>
    <message>
      <source>its time</source>
      <translation>его время</translation>
    </message>
    <message>
      <source>last day on which they can be spent</source>
      <translation>последний день, когда их можно потратить</translation>
    </message>
    <message>
      <source>last digits of the card</source>
      <translation>последние цифры карты</translation>
    </message>
    <message>
      <source>left | right: the second at the right edge; \ makes a sign a letter.</source>
      <translation>слева | справа: второе — у правого края; \ делает знак буквой.</translation>
    </message>
    <message>
      <source>level of the buyer</source>
      <translation>уровень покупателя</translation>
    </message>
    <message>
      <source>name of the buyer</source>
      <translation>имя покупателя</translation>
    </message>
    <message>
      <source>name of the shop</source>
      <translation>название магазина</translation>
    </message>
    <message>
      <source>number of the receipt</source>
      <translation>номер чека</translation>
    </message>
    <message>
      <source>number of the shift</source>
      <translation>номер смены</translation>
    </message>
    <message>
      <source>number of the till</source>
      <translation>номер кассы</translation>
    </message>
    <message>
      <source>one | parts a line; \ before it makes it a letter</source>
      <translation>черта | делит строку один раз; \ перед ней делает её буквой</translation>
    </message>
    <message>
      <source>points that burn first</source>
      <translation>баллы, которые сгорят первыми</translation>
    </message>
    <message>
      <source>points that this receipt gave</source>
      <translation>баллы за этот чек</translation>
    </message>
    <message>
      <source>points to spend after this receipt</source>
      <translation>баллы на счёте после чека</translation>
    </message>
    <message>
      <source>sum of the discounts</source>
      <translation>сумма скидок</translation>
    </message>
    <message>
      <source>sum that is lacking to it</source>
      <translation>сколько до него осталось</translation>
    </message>
    <message>
      <source>sum to pay</source>
      <translation>сумма к оплате</translation>
    </message>
    <message>
      <source>the QR code that a return is made by</source>
      <translation>QR-код, по которому делают возврат</translation>
    </message>
    <message>
      <source>the buyer has a card that is known here</source>
      <translation>у покупателя есть карта, известная кассе</translation>
    </message>
    <message>
      <source>the level above it</source>
      <translation>следующий уровень</translation>
    </message>
    <message>
      <source>the line is longer than {count} letters</source>
      <translation>строка длиннее {count} знаков</translation>
    </message>
    <message>
      <source>the template is longer than {lines} lines or {bytes} bytes</source>
      <translation>шаблон длиннее {lines} строк или {bytes} байт</translation>
    </message>
    <message>
      <source>there is no name {name}. Allowed: {allowed}</source>
      <translation>имени {name} нет. Можно: {allowed}</translation>
    </message>
    <message>
      <source>there is no name {name}; did you mean {near}? Allowed: {allowed}</source>
      <translation>имени {name} нет; может быть, {near}? Можно: {allowed}</translation>
    </message>
    <message>
      <source>which points burn when</source>
      <translation>какие баллы когда сгорят</translation>
    </message>
    <message>
      <source>who sold</source>
      <translation>кто продал</translation>
    </message>
    <message>
      <source>{logo}, {receipt_code}, {qr TEXT}, {barcode TEXT}, {ean13 DIGITS}: a line each.</source>
      <translation>{logo}, {receipt_code}, {qr ТЕКСТ}, {barcode ТЕКСТ}, {ean13 ЦИФРЫ}: каждое — отдельной строкой.</translation>
    </message>
    <message>
      <source>{name} cannot be left out. Allowed: {allowed}</source>
      <translation>«{name}» нельзя убрать. Можно: {allowed}</translation>
    </message>
    <message>
      <source>{name} is no EAN-13: thirteen digits, the last of which is checked</source>
      <translation>{name} — не EAN-13: тринадцать цифр, последняя — контрольная</translation>
    </message>
    <message>
      <source>{name} is no condition. Allowed, joined by “and”: {allowed}, each name, not …, from 2026-12-31, until 2026-12-31, total &gt;= 1000, total &lt; 1000</source>
      <translation>«{name}» — не условие. Можно, соединяя словом and: {allowed}, любое имя, not …, from 2026-12-31, until 2026-12-31, total &gt;= 1000, total &lt; 1000</translation>
    </message>
    <message>
      <source>{name} is no section, or stands twice; there are [header] and [footer]</source>
      <translation>раздела {name} нет, или он стоит дважды; есть [header] и [footer]</translation>
    </message>
    <message>
      <source>{name} is not a day; write it as 2026-12-31</source>
      <translation>{name} — не день; пишите так: 2026-12-31</translation>
    </message>
    <message>
      <source>{name} stands on a line of its own</source>
      <translation>{name} стоит в отдельной строке</translation>
    </message>
  </context>
  <context>
    <name>tiles</name>
    <message>
      <source>Page {page} of {pages}</source>
      <translation>{page} из {pages}</translation>
    </message>
    <message>
      <source>This is the first page</source>
      <translation>Это первая страница</translation>
    </message>
    <message>
      <source>This is the last page</source>
      <translation>Это последняя страница</translation>
    </message>
  </context>
  <context>
    <name>update</name>
    <message>
      <source>At the next start: {version}</source>
      <translation>При следующем запуске: {version}</translation>
    </message>
    <message>
      <source>For the settings of tills, in [updates]: keys = ["{public}"]</source>
      <translation>В настройки касс, раздел [updates]: keys = ["{public}"]</translation>
    </message>
    <message>
      <source>From the next start on it is {version} again, if the database can go back with it</source>
      <translation>Со следующего запуска снова работает {version}, если база может вернуться вместе с ней</translation>
    </message>
    <message>
      <source>Given up: {version}, {reason}</source>
      <translation>Снята: {version}, {reason}</translation>
    </message>
    <message>
      <source>In force: {version}</source>
      <translation>Действует: {version}</translation>
    </message>
    <message>
      <source>On this machine: {versions}</source>
      <translation>На этой машине: {versions}</translation>
    </message>
    <message>
      <source>Password of the private key: </source>
      <translation>Пароль закрытого ключа: </translation>
    </message>
    <message>
      <source>Ready: {version}; “cashier-app update apply” puts it in</source>
      <translation>Готова: {version}; её поставит «cashier-app update apply»</translation>
    </message>
    <message>
      <source>The private key is in {file}: whoever has it can change every till</source>
      <translation>Закрытый ключ в файле {file}: у кого он есть, тот может изменить любую кассу</translation>
    </message>
    <message>
      <source>There is nothing newer than {version}</source>
      <translation>Новее, чем {version}, ничего нет</translation>
    </message>
    <message>
      <source>Version {version} for {channel} is signed in {folder}, until {expires}</source>
      <translation>Версия {version} для канала {channel} подписана в папке {folder}, до {expires}</translation>
    </message>
    <message>
      <source>Version {version} is put in at the next start of the till</source>
      <translation>Версия {version} встанет при следующем запуске кассы</translation>
    </message>
    <message>
      <source>Version {version} is ready</source>
      <translation>Версия {version} готова</translation>
    </message>
    <message>
      <source>Version {version} is there, {size} MB</source>
      <translation>Есть версия {version}, {size} МБ</translation>
    </message>
    <message>
      <source>a person went back from it</source>
      <translation>от неё отказался человек</translation>
    </message>
    <message>
      <source>it cannot be started: {detail}</source>
      <translation>она не запускается: {detail}</translation>
    </message>
    <message>
      <source>it could not open: {detail}</source>
      <translation>она не смогла открыться: {detail}</translation>
    </message>
    <message>
      <source>it ended before anybody could scan (exit code {detail})</source>
      <translation>она завершилась раньше, чем на ней можно было работать (код {detail})</translation>
    </message>
    <message>
      <source>it was started {detail} times and was never ready</source>
      <translation>её запускали столько раз: {detail}, и она ни разу не была готова</translation>
    </message>
    <message>
      <source>nobody could scan with it within {detail}</source>
      <translation>на ней нельзя было работать в течение {detail}</translation>
    </message>
  </context>
  <context>
    <name>updates</name>
    <message>
      <source>[updates] hold keeps this till at an older version</source>
      <translation>[updates] hold держит эту кассу на более старой версии</translation>
    </message>
    <message>
      <source>a name in its archive leads out of its folder</source>
      <translation>имя в её архиве ведёт за пределы папки</translation>
    </message>
    <message>
      <source>a newer manifest has been seen here: an old one is shown again</source>
      <translation>здесь уже видели манифест новее: показан старый</translation>
    </message>
    <message>
      <source>it did not start here before</source>
      <translation>раньше она здесь не запустилась</translation>
    </message>
    <message>
      <source>it is for another channel</source>
      <translation>она для другого канала</translation>
    </message>
    <message>
      <source>it is made for an older database</source>
      <translation>она сделана для более старой базы</translation>
    </message>
    <message>
      <source>it is not made for this system</source>
      <translation>она не для этой системы</translation>
    </message>
    <message>
      <source>its archive cannot be read</source>
      <translation>её архив не читается</translation>
    </message>
    <message>
      <source>its archive holds more than files, folders and inner links</source>
      <translation>в её архиве не только файлы, папки и внутренние ссылки</translation>
    </message>
    <message>
      <source>its content is not what was signed</source>
      <translation>её содержимое не то, что было подписано</translation>
    </message>
    <message>
      <source>its manifest cannot be read</source>
      <translation>её манифест не читается</translation>
    </message>
    <message>
      <source>its manifest has expired</source>
      <translation>срок её манифеста истёк</translation>
    </message>
    <message>
      <source>its program cannot be started</source>
      <translation>её программу нельзя запустить</translation>
    </message>
    <message>
      <source>its signature is of none of the keys known here</source>
      <translation>её подпись не принадлежит ни одному из известных здесь ключей</translation>
    </message>
    <message>
      <source>the server must be brought up to date first</source>
      <translation>сначала надо обновить сервер</translation>
    </message>
    <message>
      <source>there is less of it than was signed</source>
      <translation>её меньше, чем было подписано</translation>
    </message>
    <message>
      <source>there is more of it than was signed</source>
      <translation>её больше, чем было подписано</translation>
    </message>
    <message>
      <source>this version is too old for it; one in between is needed</source>
      <translation>для неё эта версия слишком старая; нужна промежуточная</translation>
    </message>
  </context>
  <context>
    <name>validate</name>
    <message numerus="yes">
      <source>%n error(s)</source>
      <translation>
        <numerusform>%n ошибка</numerusform>
        <numerusform>%n ошибки</numerusform>
        <numerusform>%n ошибок</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n warning(s)</source>
      <translation>
        <numerusform>%n предупреждение</numerusform>
        <numerusform>%n предупреждения</numerusform>
        <numerusform>%n предупреждений</numerusform>
      </translation>
    </message>
    <message>
      <source>another rule has the same name: on a receipt nobody can tell them apart</source>
      <translation>другое правило называется так же: в чеке их не различить</translation>
    </message>
    <message>
      <source>brands</source>
      <translation>бренды</translation>
    </message>
    <message>
      <source>card prices are named but not in force</source>
      <translation>цены по карте названы, но не действуют</translation>
    </message>
    <message>
      <source>channels</source>
      <translation>каналы</translation>
    </message>
    <message>
      <source>given with every purchase around the birthday: a limit a birthday is missing</source>
      <translation>даётся с каждой покупкой у дня рождения: нет лимита за день рождения</translation>
    </message>
    <message>
      <source>goods are asked to have a mark and not to have it</source>
      <translation>от товара требуется метка и её отсутствие</translation>
    </message>
    <message>
      <source>it gives 0 %</source>
      <translation>даёт 0 %</translation>
    </message>
    <message>
      <source>it gives the goods away: 100 %</source>
      <translation>отдаёт товар даром: 100 %</translation>
    </message>
    <message>
      <source>it never counts: “{name}” holds whenever it does and gives no less</source>
      <translation>никогда не сработает: «{name}» действует всегда вместе с ним и даёт не меньше</translation>
    </message>
    <message>
      <source>its conditions ask for a receipt that is both larger and smaller</source>
      <translation>условия требуют чек и больше, и меньше</translation>
    </message>
    <message>
      <source>its conditions ask for a sum of goods that is both larger and smaller</source>
      <translation>условия требуют сумму товаров и больше, и меньше</translation>
    </message>
    <message>
      <source>its days are over before the version starts</source>
      <translation>его дни прошли раньше, чем начнёт действовать версия</translation>
    </message>
    <message>
      <source>its goods are among those that earn no points</source>
      <translation>его товары среди тех, за которые нет баллов</translation>
    </message>
    <message>
      <source>its goods are among those that no discount touches</source>
      <translation>его товары среди тех, на которые не действует никакая скидка</translation>
    </message>
    <message>
      <source>levels</source>
      <translation>уровни</translation>
    </message>
    <message>
      <source>more than 100 % of the price comes back as points</source>
      <translation>баллами возвращается больше 100 % цены</translation>
    </message>
    <message>
      <source>no more than every level gives anyway</source>
      <translation>не больше, чем и так даёт каждый уровень</translation>
    </message>
    <message>
      <source>no rule gives its coupon: it has to be given by hand</source>
      <translation>его купон не даёт ни одно правило: выдавать придётся вручную</translation>
    </message>
    <message>
      <source>no rule takes the coupon that it gives</source>
      <translation>купон, который оно даёт, ни одно правило не принимает</translation>
    </message>
    <message>
      <source>nobody buys for so much: this level will never be reached</source>
      <translation>столько никто не покупает: уровня никто не достигнет</translation>
    </message>
    <message>
      <source>nothing else is in its group</source>
      <translation>в его группе больше никого нет</translation>
    </message>
    <message>
      <source>points are given but can never be spent</source>
      <translation>баллы начисляются, но потратить их нельзя</translation>
    </message>
    <message>
      <source>products</source>
      <translation>товары</translation>
    </message>
    <message>
      <source>standard input</source>
      <translation>стандартный ввод</translation>
    </message>
    <message>
      <source>stores</source>
      <translation>магазины</translation>
    </message>
    <message>
      <source>suppliers</source>
      <translation>поставщики</translation>
    </message>
    <message>
      <source>the level gives less than the one below it</source>
      <translation>уровень даёт меньше, чем уровень под ним</translation>
    </message>
    <message>
      <source>the level gives nothing that the one below it does not give</source>
      <translation>уровень не даёт ничего нового против уровня под ним</translation>
    </message>
    <message>
      <source>the points are over before the version starts</source>
      <translation>баллы сгорят раньше, чем начнёт действовать версия</translation>
    </message>
    <message>
      <source>the same points for every receipt, however small: a limit or a sum is missing</source>
      <translation>одни и те же баллы за любой чек, даже самый малый: нет лимита или суммы</translation>
    </message>
    <message>
      <source>valid</source>
      <translation>годна</translation>
    </message>
    <message>
      <source>valid, {warnings}</source>
      <translation>годна, {warnings}</translation>
    </message>
    <message>
      <source>warning: </source>
      <translation>предупреждение: </translation>
    </message>
    <message>
      <source>weekdays</source>
      <translation>дни недели</translation>
    </message>
    <message>
      <source>{value}; allowed there: {allowed}</source>
      <translation>{value}; допустимо: {allowed}</translation>
    </message>
    <message>
      <source>{what}: no purchase fulfils all of these conditions</source>
      <translation>{what}: этим условиям вместе не отвечает ни одна покупка</translation>
    </message>
  </context>
  <context>
    <name>verifying</name>
    <message>
      <source>A row names another that is not there: {what}</source>
      <translation>Строка ссылается на отсутствующую: {what}</translation>
    </message>
    <message>
      <source>Points {what}: more was spent than was given</source>
      <translation>Баллы {what}: потрачено больше, чем было дано</translation>
    </message>
    <message>
      <source>Receipt {what}: its lines are not its total</source>
      <translation>Чек {what}: строки не дают его итога</translation>
    </message>
    <message>
      <source>Receipt {what}: its payments are not its total</source>
      <translation>Чек {what}: оплаты не дают его итога</translation>
    </message>
    <message>
      <source>Receipt {what}: price, discounts and points are not its total</source>
      <translation>Чек {what}: цена, скидки и баллы не дают его итога</translation>
    </message>
    <message>
      <source>Receipts are missing: the last has the number {what}</source>
      <translation>Не хватает чеков: у последнего номер {what}</translation>
    </message>
    <message>
      <source>Record {what} of the journal was changed or taken out</source>
      <translation>Запись {what} журнала изменена или изъята</translation>
    </message>
    <message>
      <source>Shift {what}: its Z report is not the sum of its receipts</source>
      <translation>Смена {what}: Z-отчёт не равен сумме чеков</translation>
    </message>
    <message>
      <source>The chain of operations is broken at {what}</source>
      <translation>Цепочка операций прервана на {what}</translation>
    </message>
  </context>
  <context>
    <name>whatif</name>
    <message>
      <source>    less members' debts</source>
      <translation>    минус долги участников</translation>
    </message>
    <message>
      <source>    levels</source>
      <translation>    уровни</translation>
    </message>
    <message>
      <source>    member prices</source>
      <translation>    цены по карте</translation>
    </message>
    <message>
      <source>    of it active</source>
      <translation>    из него активно</translation>
    </message>
    <message>
      <source>    of it pending</source>
      <translation>    из него ожидает</translation>
    </message>
    <message>
      <source>    promo codes</source>
      <translation>    промокоды</translation>
    </message>
    <message>
      <source>    promotions</source>
      <translation>    акции</translation>
    </message>
    <message numerus="yes">
      <source>%n more member(s) are in the JSON file</source>
      <translation>
        <numerusform>ещё %n участник — в файле JSON</numerusform>
        <numerusform>ещё %n участника — в файле JSON</numerusform>
        <numerusform>ещё %n участников — в файле JSON</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n other(s)</source>
      <translation>
        <numerusform>ещё %n</numerusform>
        <numerusform>ещё %n</numerusform>
        <numerusform>ещё %n</numerusform>
      </translation>
    </message>
    <message>
      <source>+ accrued</source>
      <translation>+ начислено</translation>
    </message>
    <message>
      <source>+ given back at returns</source>
      <translation>+ возвращено при возвратах</translation>
    </message>
    <message>
      <source>= OWED AT THE END</source>
      <translation>= ДОЛГ В КОНЦЕ</translation>
    </message>
    <message>
      <source>= paid in money</source>
      <translation>= оплачено деньгами</translation>
    </message>
    <message>
      <source>All members</source>
      <translation>Все участники</translation>
    </message>
    <message>
      <source>Assumed: every member spends all the points that the rules allow on every receipt</source>
      <translation>Принято: каждый участник в каждом чеке тратит все баллы, какие разрешены</translation>
    </message>
    <message>
      <source>Assumed: nobody spends points</source>
      <translation>Принято: баллы никто не тратит</translation>
    </message>
    <message>
      <source>Assumed: on {percent} of the members' receipts, drawn by lot {seed}, all allowed points are spent</source>
      <translation>Принято: в {percent} чеков участников (жребий {seed}) тратят все разрешённые баллы</translation>
    </message>
    <message>
      <source>Assumed: points are asked for as on the receipts of the history</source>
      <translation>Принято: баллы тратят так, как в чеках истории</translation>
    </message>
    <message>
      <source>Buyers buy what they bought: nobody buys more or less because of the programme</source>
      <translation>Покупают то же, что купили: программа покупок не добавляет и не убавляет</translation>
    </message>
    <message>
      <source>Categories</source>
      <translation>Категории</translation>
    </message>
    <message>
      <source>Changes of level {reasons}</source>
      <translation>Смены уровня {reasons}</translation>
    </message>
    <message>
      <source>Columns not used: {detail}</source>
      <translation>Столбцы, которые не нужны: {detail}</translation>
    </message>
    <message>
      <source>Cost per 100 ₽ bought with a card</source>
      <translation>Стоимость на 100 ₽ покупок с картой</translation>
    </message>
    <message>
      <source>Cost per 100 ₽ of turnover</source>
      <translation>Стоимость на 100 ₽ оборота</translation>
    </message>
    <message>
      <source>Coupons given</source>
      <translation>Выдано купонов</translation>
    </message>
    <message>
      <source>Coupons used</source>
      <translation>Использовано купонов</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>Сгорело</translation>
    </message>
    <message>
      <source>Given on first purchases</source>
      <translation>Отдано за первые покупки</translation>
    </message>
    <message>
      <source>Given on later purchases</source>
      <translation>Отдано за следующие покупки</translation>
    </message>
    <message>
      <source>Given to buyers who came back anyway</source>
      <translation>Отдано тем, кто вернулся бы и так</translation>
    </message>
    <message>
      <source>Given without a card</source>
      <translation>Отдано без карты</translation>
    </message>
    <message>
      <source>Goods that cost most</source>
      <translation>Самые дорогие для программы товары</translation>
    </message>
    <message>
      <source>Growth of points owed</source>
      <translation>Рост долга в баллах</translation>
    </message>
    <message>
      <source>Held at the beginning</source>
      <translation>Было в начале</translation>
    </message>
    <message>
      <source>How often each rule worked and what it gave</source>
      <translation>Сколько раз сработало каждое правило и что дало</translation>
    </message>
    <message>
      <source>In all</source>
      <translation>Всего</translation>
    </message>
    <message>
      <source>Level falls</source>
      <translation>Понижения уровня</translation>
    </message>
    <message>
      <source>Level rises</source>
      <translation>Повышения уровня</translation>
    </message>
    <message>
      <source>Levels under the new programme</source>
      <translation>Уровни в новой программе</translation>
    </message>
    <message>
      <source>Margin with the programme</source>
      <translation>Маржа с программой</translation>
    </message>
    <message>
      <source>Margin without a programme</source>
      <translation>Маржа без программы</translation>
    </message>
    <message>
      <source>Members</source>
      <translation>Участники</translation>
    </message>
    <message>
      <source>Members by level</source>
      <translation>Участники по уровням</translation>
    </message>
    <message>
      <source>Members by level at the end</source>
      <translation>Участники по уровням в конце</translation>
    </message>
    <message>
      <source>Members from level to level</source>
      <translation>Участники: с уровня на уровень</translation>
    </message>
    <message>
      <source>Members who begin with the points and the level they had: {count}</source>
      <translation>Участники, которые начинают со своими баллами и уровнем: {count}</translation>
    </message>
    <message>
      <source>Members' share of turnover</source>
      <translation>Доля участников в обороте</translation>
    </message>
    <message>
      <source>Month by month</source>
      <translation>По месяцам</translation>
    </message>
    <message>
      <source>Of these returns only a part was found on earlier receipts, the rest is left out: {count}</source>
      <translation>Возвраты, для которых в чеках нашлась лишь часть товара, остальное не взято: {count}</translation>
    </message>
    <message>
      <source>Owed, in roubles</source>
      <translation>Долг в рублях</translation>
    </message>
    <message>
      <source>Points month by month</source>
      <translation>Баллы по месяцам</translation>
    </message>
    <message>
      <source>Points owed, by the month in which they expire</source>
      <translation>Долг в баллах по месяцам сгорания</translation>
    </message>
    <message>
      <source>Prices with fractions of a kopeck were rounded: {count}</source>
      <translation>Цены с долями копейки округлены: {count}</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Чеки</translation>
    </message>
    <message>
      <source>Receipts paid with points</source>
      <translation>Чеки с оплатой баллами</translation>
    </message>
    <message>
      <source>Receipts read</source>
      <translation>Прочитано чеков</translation>
    </message>
    <message>
      <source>Receipts with a card</source>
      <translation>Чеки с картой</translation>
    </message>
    <message>
      <source>Receipts with lines of several times count at the first: {count} ({detail})</source>
      <translation>Чеки со строками в разное время считаются по первой: {count} ({detail})</translation>
    </message>
    <message>
      <source>Redeemed</source>
      <translation>Списано</translation>
    </message>
    <message>
      <source>Registrations offered</source>
      <translation>Предложено зарегистрироваться</translation>
    </message>
    <message>
      <source>Returns</source>
      <translation>Возвраты</translation>
    </message>
    <message>
      <source>Rows read</source>
      <translation>Прочитано строк</translation>
    </message>
    <message>
      <source>Rows that are equal in every cell count each: {count}</source>
      <translation>Полностью одинаковые строки считаются каждая: {count}</translation>
    </message>
    <message>
      <source>Rules of the old programme</source>
      <translation>Правила старой программы</translation>
    </message>
    <message>
      <source>Sales must grow by</source>
      <translation>Продажи должны вырасти на</translation>
    </message>
    <message>
      <source>Still owed</source>
      <translation>Осталось</translation>
    </message>
    <message>
      <source>Stores of several time zones: {detail}</source>
      <translation>Магазины в разных часовых поясах: {detail}</translation>
    </message>
    <message>
      <source>The history knows no costs; --margin 30 assumes a gross margin of 30 %</source>
      <translation>В истории нет себестоимости; --margin 30 примет валовую маржу 30 %</translation>
    </message>
    <message>
      <source>The programme takes</source>
      <translation>Программа забирает</translation>
    </message>
    <message>
      <source>The programme works from the first receipt on, in all stores, whatever its first day and pilot</source>
      <translation>Программа действует с первого чека, во всех магазинах, независимо от её первого дня и пилота</translation>
    </message>
    <message>
      <source>Their share of turnover</source>
      <translation>Их доля в обороте</translation>
    </message>
    <message>
      <source>Their welcome points, had all accepted</source>
      <translation>Приветственные баллы им всем</translation>
    </message>
    <message>
      <source>Turnover</source>
      <translation>Оборот</translation>
    </message>
    <message>
      <source>Turnover of goods with a cost</source>
      <translation>Оборот товаров с себестоимостью</translation>
    </message>
    <message>
      <source>WHOLE COST</source>
      <translation>ПОЛНАЯ СТОИМОСТЬ</translation>
    </message>
    <message>
      <source>What becomes of the points</source>
      <translation>Что станет с баллами</translation>
    </message>
    <message>
      <source>What buyers of a category gain or lose</source>
      <translation>Что выигрывают и теряют покупатели категорий</translation>
    </message>
    <message>
      <source>What it costs</source>
      <translation>Во что обойдётся</translation>
    </message>
    <message>
      <source>What it does to margin</source>
      <translation>Что будет с маржой</translation>
    </message>
    <message>
      <source>What the cost is made of</source>
      <translation>Из чего складывается стоимость</translation>
    </message>
    <message>
      <source>What was read</source>
      <translation>Что прочитано</translation>
    </message>
    <message>
      <source>What would have been: {programme}</source>
      <translation>Что было бы: {programme}</translation>
    </message>
    <message>
      <source>Who gains and who loses</source>
      <translation>Кто выигрывает и кто теряет</translation>
    </message>
    <message>
      <source>Who gains most</source>
      <translation>Кто выигрывает больше всех</translation>
    </message>
    <message>
      <source>Who loses most</source>
      <translation>Кто теряет больше всех</translation>
    </message>
    <message>
      <source>a quantity and a price above zero, and a member's number</source>
      <translation>количество и цена больше нуля, есть номер участника</translation>
    </message>
    <message>
      <source>accrued</source>
      <translation>начислено</translation>
    </message>
    <message>
      <source>accrued, points</source>
      <translation>начислено, баллы</translation>
    </message>
    <message>
      <source>after</source>
      <translation>после</translation>
    </message>
    <message>
      <source>an advance: neither goods nor turnover</source>
      <translation>аванс: не товар и не выручка</translation>
    </message>
    <message>
      <source>assigned: {count}</source>
      <translation>назначен: {count}</translation>
    </message>
    <message>
      <source>at prices before any discount</source>
      <translation>по ценам до скидок</translation>
    </message>
    <message>
      <source>because nothing was bought: {count}</source>
      <translation>из-за отсутствия покупок: {count}</translation>
    </message>
    <message>
      <source>because of returns: {count}</source>
      <translation>из-за возвратов: {count}</translation>
    </message>
    <message>
      <source>before</source>
      <translation>до</translation>
    </message>
    <message>
      <source>benefit under the old, ₽</source>
      <translation>выгода по старой, ₽</translation>
    </message>
    <message>
      <source>benefit, ₽</source>
      <translation>выгода, ₽</translation>
    </message>
    <message>
      <source>bought before the history begins, or elsewhere</source>
      <translation>куплено до начала истории или в другом месте</translation>
    </message>
    <message>
      <source>by a floor given by hand: {count}</source>
      <translation>по уровню, закреплённому вручную: {count}</translation>
    </message>
    <message>
      <source>by hand, by cashiers</source>
      <translation>вручную, кассиром</translation>
    </message>
    <message>
      <source>by purchases: {count}</source>
      <translation>по покупкам: {count}</translation>
    </message>
    <message>
      <source>by the programme's terms: {count}</source>
      <translation>по условиям программы: {count}</translation>
    </message>
    <message>
      <source>by, ₽</source>
      <translation>на, ₽</translation>
    </message>
    <message>
      <source>cancelled, or payment never ended</source>
      <translation>отменены, или оплата не завершилась</translation>
    </message>
    <message>
      <source>category</source>
      <translation>категория</translation>
    </message>
    <message>
      <source>debts of members are not taken out here</source>
      <translation>долги участников здесь не вычтены</translation>
    </message>
    <message>
      <source>difference</source>
      <translation>разница</translation>
    </message>
    <message>
      <source>difference, ₽</source>
      <translation>разница, ₽</translation>
    </message>
    <message>
      <source>discounts</source>
      <translation>скидки</translation>
    </message>
    <message>
      <source>discounts + points spent + growth of points owed</source>
      <translation>скидки + потраченные баллы + рост долга в баллах</translation>
    </message>
    <message>
      <source>discounts and points accrued on the members' first receipts of the history</source>
      <translation>скидки и начисленные баллы в первых чеках участников</translation>
    </message>
    <message>
      <source>discounts that need no card</source>
      <translation>скидки, для которых карта не нужна</translation>
    </message>
    <message>
      <source>discounts, points spent and points accrued, new programme less old</source>
      <translation>скидки, потраченные и начисленные баллы: новая программа минус старая</translation>
    </message>
    <message>
      <source>discounts, points spent and points still held, by final level</source>
      <translation>скидки, потраченные и оставшиеся баллы, по уровню в конце</translation>
    </message>
    <message>
      <source>discounts, points spent and points still held: new programme less old, by final level</source>
      <translation>скидки, потраченные и оставшиеся баллы: новая программа минус старая, по уровню в конце</translation>
    </message>
    <message>
      <source>discounts, ₽</source>
      <translation>скидки, ₽</translation>
    </message>
    <message>
      <source>everybody in the history, the greatest benefit first</source>
      <translation>все участники истории, сначала с наибольшей выгодой</translation>
    </message>
    <message>
      <source>expired</source>
      <translation>сгорело</translation>
    </message>
    <message>
      <source>expired, points</source>
      <translation>сгорело, баллы</translation>
    </message>
    <message>
      <source>gain</source>
      <translation>выигрывают</translation>
    </message>
    <message>
      <source>gifts, samples, corrections of stock</source>
      <translation>подарки, образцы, списания</translation>
    </message>
    <message>
      <source>given by cashiers, no cost of the programme</source>
      <translation>дали кассиры, в расходы программы не входят</translation>
    </message>
    <message>
      <source>given, and not active yet</source>
      <translation>начислено, но ещё не активно</translation>
    </message>
    <message>
      <source>goods brought back count in the month they come back; per 100 ₽: discounts and points spent</source>
      <translation>возврат относится к месяцу возврата; на 100 ₽: скидки и потраченные баллы</translation>
    </message>
    <message>
      <source>goods brought back whose receipt was found: of that buyer, of that product</source>
      <translation>чек продажи нашёлся: того же покупателя, с тем же товаром</translation>
    </message>
    <message>
      <source>goods brought back, by the receipt they were bought on</source>
      <translation>возвращённые товары, по чекам их покупки</translation>
    </message>
    <message>
      <source>goods of unknown cost count with an assumed gross margin of {percent}</source>
      <translation>товары без себестоимости считаются с валовой маржой {percent}</translation>
    </message>
    <message>
      <source>goods sold less goods brought back, at prices before any discount</source>
      <translation>проданное минус возвращённое, по ценам до скидок</translation>
    </message>
    <message>
      <source>growth of points owed</source>
      <translation>рост долга в баллах</translation>
    </message>
    <message>
      <source>how often a member fell to a lower one</source>
      <translation>сколько раз участник опускался ниже</translation>
    </message>
    <message>
      <source>how often a member reached a higher level</source>
      <translation>сколько раз участник поднимался выше</translation>
    </message>
    <message>
      <source>in all</source>
      <translation>всего</translation>
    </message>
    <message>
      <source>kopecks by which parts of a line do not sum to the whole</source>
      <translation>копейки, на которые части строки не сходятся с целым</translation>
    </message>
    <message>
      <source>later</source>
      <translation>позже</translation>
    </message>
    <message>
      <source>later purchases' part of all that was given: bought without this programme too</source>
      <translation>доля следующих покупок во всём отданном: купили бы и без программы</translation>
    </message>
    <message>
      <source>left out: gift cards sold or taken back</source>
      <translation>не вошли: продажа и возврат подарочных карт</translation>
    </message>
    <message>
      <source>left out: operations set aside</source>
      <translation>не взято: отложенные операции</translation>
    </message>
    <message>
      <source>left out: price 0</source>
      <translation>не взято: цена 0</translation>
    </message>
    <message>
      <source>left out: quantity 0</source>
      <translation>не взято: количество 0</translation>
    </message>
    <message>
      <source>left out: receipts not paid</source>
      <translation>не взято: неоплаченные чеки</translation>
    </message>
    <message>
      <source>left out: returns without a card</source>
      <translation>не взято: возвраты без карты</translation>
    </message>
    <message>
      <source>left out: returns without their sale</source>
      <translation>не взято: возвраты без продажи</translation>
    </message>
    <message>
      <source>left out: services</source>
      <translation>не взято: услуги</translation>
    </message>
    <message>
      <source>level</source>
      <translation>уровень</translation>
    </message>
    <message>
      <source>level after</source>
      <translation>уровень после</translation>
    </message>
    <message>
      <source>level before</source>
      <translation>уровень до</translation>
    </message>
    <message>
      <source>level discount: {name}</source>
      <translation>скидка уровня: {name}</translation>
    </message>
    <message>
      <source>level new</source>
      <translation>уровень, новая</translation>
    </message>
    <message>
      <source>level old</source>
      <translation>уровень, старая</translation>
    </message>
    <message>
      <source>lines</source>
      <translation>строки</translation>
    </message>
    <message>
      <source>lose</source>
      <translation>теряют</translation>
    </message>
    <message>
      <source>may be spent at once</source>
      <translation>можно тратить сразу</translation>
    </message>
    <message>
      <source>member</source>
      <translation>участник</translation>
    </message>
    <message>
      <source>members after</source>
      <translation>участников после</translation>
    </message>
    <message>
      <source>members before</source>
      <translation>участников до</translation>
    </message>
    <message>
      <source>members before the first and after the last receipt; sums are of purchases made on that level</source>
      <translation>участники до первого и после последнего чека; суммы — покупки на этом уровне</translation>
    </message>
    <message>
      <source>members gain</source>
      <translation>участников выигрывают</translation>
    </message>
    <message>
      <source>members lose</source>
      <translation>участников теряют</translation>
    </message>
    <message>
      <source>million ₽</source>
      <translation>млн ₽</translation>
    </message>
    <message>
      <source>money paid less cost less the growth of points owed</source>
      <translation>оплачено деньгами − себестоимость − рост долга в баллах</translation>
    </message>
    <message>
      <source>month</source>
      <translation>месяц</translation>
    </message>
    <message>
      <source>never expire</source>
      <translation>бессрочные</translation>
    </message>
    <message>
      <source>new</source>
      <translation>новая</translation>
    </message>
    <message>
      <source>new, ₽</source>
      <translation>новая, ₽</translation>
    </message>
    <message>
      <source>new: points</source>
      <translation>новая: баллы</translation>
    </message>
    <message>
      <source>new: ₽</source>
      <translation>новая: ₽</translation>
    </message>
    <message>
      <source>no end</source>
      <translation>без срока</translation>
    </message>
    <message>
      <source>no goods, by their code: {examples}</source>
      <translation>не товары, по коду: {examples}</translation>
    </message>
    <message>
      <source>nobody can say which receipt they belong to</source>
      <translation>неизвестно, к какому чеку они относятся</translation>
    </message>
    <message>
      <source>not in the cost: nobody knows who would have registered</source>
      <translation>в стоимость не входят: неизвестно, кто согласился бы</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>неизвестно</translation>
    </message>
    <message>
      <source>nothing is owed</source>
      <translation>долга нет</translation>
    </message>
    <message>
      <source>nothing was sold</source>
      <translation>ничего не продано</translation>
    </message>
    <message>
      <source>number</source>
      <translation>штук</translation>
    </message>
    <message>
      <source>of all</source>
      <translation>от всех</translation>
    </message>
    <message>
      <source>of the discounts: codes that buyers gave</source>
      <translation>из скидок: промокоды покупателей</translation>
    </message>
    <message>
      <source>of the discounts: coloured price tags</source>
      <translation>из скидок: цветные ценники</translation>
    </message>
    <message>
      <source>of the discounts: promotion rules and gifts</source>
      <translation>из скидок: правила акций и подарки</translation>
    </message>
    <message>
      <source>of the discounts: the members' levels</source>
      <translation>из скидок: уровни участников</translation>
    </message>
    <message>
      <source>of them the members'</source>
      <translation>из них участников</translation>
    </message>
    <message>
      <source>of them those on which points were spent</source>
      <translation>из них те, где потрачены баллы</translation>
    </message>
    <message>
      <source>of those given or held before</source>
      <translation>из выданных и бывших раньше</translation>
    </message>
    <message>
      <source>old</source>
      <translation>старая</translation>
    </message>
    <message>
      <source>old, ₽</source>
      <translation>старая, ₽</translation>
    </message>
    <message>
      <source>old: points</source>
      <translation>старая: баллы</translation>
    </message>
    <message>
      <source>old: ₽</source>
      <translation>старая: ₽</translation>
    </message>
    <message>
      <source>owed at its end, points</source>
      <translation>долг в конце, баллы</translation>
    </message>
    <message>
      <source>owed at the end, points</source>
      <translation>долг в конце, баллы</translation>
    </message>
    <message>
      <source>owed at the month's end</source>
      <translation>долг в конце месяца</translation>
    </message>
    <message>
      <source>owed in points at the end</source>
      <translation>долг в баллах в конце</translation>
    </message>
    <message>
      <source>owed under the old</source>
      <translation>долг по старой</translation>
    </message>
    <message>
      <source>per 100 ₽</source>
      <translation>на 100 ₽</translation>
    </message>
    <message>
      <source>per 100 ₽ of turnover</source>
      <translation>на 100 ₽ оборота</translation>
    </message>
    <message>
      <source>per 100 ₽: discounts and points accrued for these goods</source>
      <translation>на 100 ₽: скидки и начисленные за эти товары баллы</translation>
    </message>
    <message>
      <source>personal coupons that rules gave</source>
      <translation>личные купоны по правилам</translation>
    </message>
    <message>
      <source>points accrued for goods that came back</source>
      <translation>баллы за товары, которые вернули</translation>
    </message>
    <message>
      <source>points given</source>
      <translation>дано баллов</translation>
    </message>
    <message>
      <source>points given for purchases</source>
      <translation>баллы за покупки</translation>
    </message>
    <message>
      <source>points held at the end less those at the beginning, at their worth</source>
      <translation>баллы у участников в конце минус в начале, в рублях</translation>
    </message>
    <message>
      <source>points on level: {name}</source>
      <translation>баллы на уровне: {name}</translation>
    </message>
    <message>
      <source>points spent</source>
      <translation>оплата баллами</translation>
    </message>
    <message>
      <source>points spent on receipts</source>
      <translation>баллы, потраченные в чеках</translation>
    </message>
    <message>
      <source>points spent, at their worth, those given back at returns taken out</source>
      <translation>потраченные баллы в рублях, без возвращённых</translation>
    </message>
    <message>
      <source>points spent, ₽</source>
      <translation>оплата баллами, ₽</translation>
    </message>
    <message>
      <source>points that had paid for goods that came back</source>
      <translation>баллы, которыми платили за возвращённое</translation>
    </message>
    <message>
      <source>points that members brought into the history</source>
      <translation>баллы, с которыми участники начинают</translation>
    </message>
    <message>
      <source>points whose life ended within the history</source>
      <translation>баллы, срок которых истёк в этой истории</translation>
    </message>
    <message>
      <source>receipts</source>
      <translation>чеки</translation>
    </message>
    <message>
      <source>receipts and lines as sold; discounts and points without those of goods brought back</source>
      <translation>чеки и строки — как проданы; скидки и баллы — без возвращённых товаров</translation>
    </message>
    <message>
      <source>receipts of {since} – {until}: {receipts}, turnover {turnover}</source>
      <translation>чеки за {since} – {until}: {receipts}, оборот {turnover}</translation>
    </message>
    <message>
      <source>receipts without a card on which the till would have offered one</source>
      <translation>чеки без карты, в которых касса предложила бы её</translation>
    </message>
    <message>
      <source>replaying</source>
      <translation>пересчёт</translation>
    </message>
    <message>
      <source>roubles and points; the old programme beside the new where one is given</source>
      <translation>рубли и баллы; если дана старая программа, она рядом</translation>
    </message>
    <message>
      <source>rows: the level before the first receipt; columns: after the last</source>
      <translation>строки: уровень до первого чека; столбцы: после последнего</translation>
    </message>
    <message>
      <source>rows: where members end under the old programme; columns: under the new</source>
      <translation>строки: уровень в конце по старой программе; столбцы: по новой</translation>
    </message>
    <message>
      <source>rule</source>
      <translation>правило</translation>
    </message>
    <message>
      <source>sales on receipts with a card</source>
      <translation>продажи по чекам с картой</translation>
    </message>
    <message>
      <source>sales replayed</source>
      <translation>пересчитано продаж</translation>
    </message>
    <message>
      <source>share of the margin</source>
      <translation>доля маржи</translation>
    </message>
    <message>
      <source>share of the points there were to spend (held + accrued − taken back)</source>
      <translation>доля баллов, которые можно было потратить (было + начислено − снято)</translation>
    </message>
    <message>
      <source>share of the same</source>
      <translation>доля от них же</translation>
    </message>
    <message>
      <source>share of the same; the three are the whole</source>
      <translation>доля от них же; вместе три доли — 100 %</translation>
    </message>
    <message>
      <source>spent</source>
      <translation>списано</translation>
    </message>
    <message>
      <source>taken back after they had been spent, repaid by the next points</source>
      <translation>сняты, когда уже были потрачены; гасятся следующими баллами</translation>
    </message>
    <message>
      <source>taken: returns</source>
      <translation>взято: возвраты</translation>
    </message>
    <message>
      <source>taken: sales with a card</source>
      <translation>взято: продажи с картой</translation>
    </message>
    <message>
      <source>taken: sales without a card</source>
      <translation>взято: продажи без карты</translation>
    </message>
    <message>
      <source>the same</source>
      <translation>без изменений</translation>
    </message>
    <message>
      <source>the same for members who came back anyway, without this programme</source>
      <translation>то же участникам, которые вернулись и без этой программы</translation>
    </message>
    <message>
      <source>the same goods, for the margin to be what it is without a programme; empty: no growth is enough</source>
      <translation>тех же товаров, чтобы маржа была как без программы; пусто: никакого роста не хватит</translation>
    </message>
    <message>
      <source>the same without a member's number</source>
      <translation>то же без номера участника</translation>
    </message>
    <message>
      <source>the server could not book them</source>
      <translation>сервер не смог их провести</translation>
    </message>
    <message>
      <source>the whole cost against all sales</source>
      <translation>полная стоимость ко всем продажам</translation>
    </message>
    <message>
      <source>the whole cost against the members' sales alone</source>
      <translation>полная стоимость к покупкам участников</translation>
    </message>
    <message>
      <source>thousand ₽</source>
      <translation>тыс. ₽</translation>
    </message>
    <message>
      <source>together, ₽</source>
      <translation>вместе, ₽</translation>
    </message>
    <message>
      <source>turnover less cost</source>
      <translation>оборот минус себестоимость</translation>
    </message>
    <message>
      <source>turnover, ₽</source>
      <translation>оборот, ₽</translation>
    </message>
    <message>
      <source>under the new</source>
      <translation>по новой</translation>
    </message>
    <message>
      <source>under the old</source>
      <translation>по старой</translation>
    </message>
    <message>
      <source>what came in, refunds taken out</source>
      <translation>поступило денег за вычетом возвратов</translation>
    </message>
    <message>
      <source>what costs nothing in the history is not assumed to be free: only goods with a cost count</source>
      <translation>считаются только товары, у которых себестоимость известна</translation>
    </message>
    <message>
      <source>what may be spent until then, and lapses if it is not</source>
      <translation>что можно потратить до этого месяца включительно, иначе сгорит</translation>
    </message>
    <message>
      <source>what the margin below speaks of</source>
      <translation>о ней и говорит маржа ниже</translation>
    </message>
    <message>
      <source>what the member has of the programmes over the whole history, roubles</source>
      <translation>что участник получает от программ за всю историю, рубли</translation>
    </message>
    <message>
      <source>what the members hold after the last receipt</source>
      <translation>что у участников осталось после последнего чека</translation>
    </message>
    <message>
      <source>what the points owed pay for: the liability at the end</source>
      <translation>сколько можно купить за эти баллы: обязательство на конец</translation>
    </message>
    <message>
      <source>what the programme took off prices, goods brought back taken out</source>
      <translation>на сколько программа снизила цены, без возвращённого</translation>
    </message>
    <message>
      <source>whole cost</source>
      <translation>полная стоимость</translation>
    </message>
    <message>
      <source>without a category</source>
      <translation>без категории</translation>
    </message>
    <message>
      <source>worth, ₽</source>
      <translation>на сумму, ₽</translation>
    </message>
    <message>
      <source>written: {file}</source>
      <translation>записано: {file}</translation>
    </message>
    <message>
      <source>{cost} ₽ in all, {part} ₽ of every 100 ₽ of turnover</source>
      <translation>всего {cost} ₽: {part} ₽ с каждых 100 ₽ оборота</translation>
    </message>
    <message>
      <source>{name}: never worked</source>
      <translation>{name}: ни разу не сработало</translation>
    </message>
    <message>
      <source>{number} million</source>
      <translation>{number} млн</translation>
    </message>
    <message>
      <source>{number} thousand</source>
      <translation>{number} тыс.</translation>
    </message>
    <message>
      <source>{source}, {since} – {until}, times of {zone}; prices are taken as roubles</source>
      <translation>{source}, {since} – {until}, время {zone}; цены приняты за рубли</translation>
    </message>
    <message>
      <source>{title} against {programme}</source>
      <translation>{title} против {programme}</translation>
    </message>
    <message>
      <source>“{name}”, version {version}</source>
      <translation>«{name}», версия {version}</translation>
    </message>
    <message>
      <source>− discounts by hand</source>
      <translation>− скидки вручную</translation>
    </message>
    <message>
      <source>− discounts of the programme</source>
      <translation>− скидки программы</translation>
    </message>
    <message>
      <source>− expired</source>
      <translation>− сгорело</translation>
    </message>
    <message>
      <source>− paid with points</source>
      <translation>− оплачено баллами</translation>
    </message>
    <message>
      <source>− redeemed</source>
      <translation>− списано</translation>
    </message>
    <message>
      <source>− rounding at returns</source>
      <translation>− округление при возвратах</translation>
    </message>
    <message>
      <source>− taken back at returns</source>
      <translation>− снято при возвратах</translation>
    </message>
    <message>
      <source>✓ everything adds up</source>
      <translation>✓ всё сходится</translation>
    </message>
    <message>
      <source>✗ does not add up by {count}: an error of this program, do not rely on it</source>
      <translation>✗ не сходится на {count}: ошибка программы, не полагайтесь на отчёт</translation>
    </message>
  </context>
</TS>
