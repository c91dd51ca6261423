### O que a web diz: moldura, filas, chamado e partes. Botões no infinitivo.

## O que se repete
loading = Carregando
again = Tentar de novo
close = Fechar
cancel = Cancelar
save = Salvar
undo = Desfazer
copy = Copiar { $name }
copied = Copiado: { $text }
copy-failed = Não foi possível copiar: { $text }
chip-remove = Retirar { $text }
field-optional = opcional
ahead-nothing = Nada encontrado
ahead-count = { $count ->
    [0] Nada encontrado
    [one] Um resultado
   *[other] { $count } resultados
}
priority-named = Prioridade { $priority }

## A moldura
frame-skip = Ir para o conteúdo
frame-rail = Filas e lugares
rail-queues = Filas
rail-desk = Mesa
new-case = Novo chamado
account-of = { $name }, conta
sign-out = Sair
go-home = Ir para o início
place-people = Pessoas
place-admin = Administração
place-account = Conta e preferências
place-my = O que pedi
not-found = Não está aqui
not-found-why = O endereço não existe, ou não há permissão para vê-lo.
offline-since = Sem conexão desde as { $time }. O que foi escrito está guardado aqui; o que está na tela pode ter mudado.

## Busca e comandos
seek-placeholder = Buscar ou escrever um comando
seek-label = Número de chamado, pessoa ou comando
seek-foot = ↑ ↓ escolher · ⏎ pegar · Esc fechar
seek-case = Chamado { $number }
seek-open-cases = { $count ->
    [one] Um chamado aberto
   *[other] { $count } chamados abertos
}

## Teclas
key-help = Teclas
key-new = Novo chamado
key-seek = Buscar
key-command = Escrever um comando
key-go = Ir para { $place }
keys-off = As letras soltas estão desativadas na conta.

## Filas
view-mine = Meus chamados
view-groups = Meus grupos
view-unassigned = Sem atendente
view-waiting = Aguardando
view-following = Acompanhando
view-solved = Solucionados hoje
view-all = Todos

## O que deu errado
problem-offline = Não há conexão com o servidor. O que foi escrito ficou aqui; pode-se tentar de novo.
problem-unauthenticated = O e-mail e a senha não conferem.
problem-forbidden = Não há permissão para isto.
problem-not-found = Não está, ou não há permissão para ver.
problem-not-possible = Não é possível: { $why }
problem-stale = Alguém mudou isto nesse meio-tempo. O que foi escrito continua aqui.
problem-invalid = Falta corrigir o indicado. O que foi escrito continua aqui.
problem-too-large = É grande demais. Não foi salvo.
problem-rate-limited = Tentativas demais. Aguardar { $seconds ->
    [0] um momento
    [one] um segundo
   *[other] { $seconds } segundos
} e tentar de novo.
problem-busy = O servidor está ocupado. Nada foi salvo; pode-se tentar de novo em um momento.
problem-internal = O servidor falhou. O que foi escrito ficou aqui; pode-se tentar de novo.
problem-other = Não foi possível: { $detail }
field-error-required = Falta
field-error-too-long = Mais longo que o permitido ({ $max })
field-error-too-short = Mais curto que o permitido ({ $min })
field-error-not-an-email = Não parece um endereço de e-mail
field-error-not-a-phone = Não parece um número de telefone
field-error-unknown = Não existe
field-error-taken = Já está em uso
field-error-past = Já passou
field-error-circle = Ficaria dentro de si mesmo
field-error-not-allowed = Não é permitido aqui
field-error-ambiguous = Corresponde a mais de um
field-error-malformed = Não se entende
